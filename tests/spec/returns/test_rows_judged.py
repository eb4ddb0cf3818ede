"""How the rows of each table of a return are judged: queries/returns, one statement a table."""

import hashlib
import hmac

import pandas as pd
import pytest
from pandas.api.types import is_list_like

from tests.spec.tables import assert_table, parse
from warehouse.keys import pads
from warehouse.query import run
from warehouse.returns import KINDS

KEY = "a key of the specification"
# Two places 20.1 miles apart in A1, one in a district of a county, one without a grid reference.
POSTCODES = """
    postcode | easting | northing | authority_code
    AA11AA   | 400000  | 100000   | A1
    AA11AB   | 432400  | 100000   | A1
    BB11AA   | 400000  | 100161   | E07000047
    SC11AA   | 400000  | 800000   | S12000036
    NN11AA   |         |          |
"""


def given(care, table: str, text: str) -> None:
    """Make the rows written in ``text`` the view stated, with the postcodes and homes that statements know."""
    columns, rows = parse(text)
    names = [name.lower() for name in KINDS[table].columns]
    full = [{"child": "C1"} | dict(zip(columns, row, strict=True)) for row in rows]
    cells = ", ".join("(" + ", ".join([str(n), *(f"'{row.get(name, '')}'" for name in names)]) + ")" for n, row in enumerate(full, start=2))
    texts = ", ".join(f"nullif({name}, '') as {name}" for name in names)
    run = care.connection.execute
    run(f"create or replace temp view stated as select row_number, {texts} from (values {cells}) as given (row_number, {', '.join(names)})")
    _, places = parse(POSTCODES)
    held = " union all ".join(
        f"select nullif('{p}', '') as postcode, nullif('{e}', '')::integer as easting, nullif('{n}', '')::integer as northing, "
        f"nullif('{a}', '') as authority_code"
        for p, e, n, a in places
    )
    run(f"create or replace temp view postcode_place as {held}")
    run("create or replace temp view known_home as select 'AA11AA' as postcode, 'L1' as lsoa_code")


def judged(care, table: str, text: str, year: int = 2025, **more: object):
    """The rows written in ``text`` as the statement of ``table`` hands them out."""
    given(care, table, text)
    inner, outer = pads(KEY)
    care.connection.execute("set variable inner_pad = $pad", {"pad": inner})
    care.connection.execute("set variable outer_pad = $pad", {"pad": outer})
    asked = {"source_id": "s1", "collection_year": year, "authority_code": "A1"} | ({"has_postcodes": True} if table == "episode" else {})
    rows = run(care.connection, f"returns/{table}", asked | more).sort_values("row_number")
    return rows.assign(broken=[" ".join(sorted(rules)) if is_list_like(rules) else "" for rules in rows["broken"]])


def test_children_are_hashed_with_the_key_and_the_same_in_every_table(care):
    for table in KINDS:
        rows = judged(care, table, "child\nZ9/é\n")
        assert list(rows["child_key"]) == [hmac.new(KEY.encode(), "Z9/é".encode(), hashlib.sha256).hexdigest()[:32]], table


@pytest.mark.parametrize("table", KINDS)
def test_a_row_without_a_child_cannot_be_kept(care, table):
    assert list(judged(care, table, "child\n\n C1".replace("\n\n", "\n  \n"))["problem"].fillna(""))[:1] == ["no_child"]


EPISODE = "child | decom | ls | place | home_post | pl_post"


def test_episodes_are_placed_and_measured(care):
    assert_table(judged(care, "episode", """
        decom      | ls | place | home_post | pl_post
        01/05/2024 | C2 | U6    | AA1 1AA   | AA11AB
        01/05/2024 | C2 | U6    | AA1 1AA   | BB1 1AA
        01/05/2024 | C2 | U6    | AA1 1AA   | SC1 1AA
        01/05/2024 | C2 | U6    | AA1 1AA   | NN1 1AA
        01/05/2024 | C2 | U6    | XX9 9XX   | AA1 1AA
        01/05/2024 | C2 | U6    |           | AA1 1AA
        01/05/2024 | V4 | U6    |           |
    """), """
        home_lsoa_code | home_authority_code | placement_authority_code | computed_miles | outside_authority | broken
        L1             | A1                  | A1                       | 20.1           | False             |
        L1             | A1                  | E10000008                | 0.1            | True              |
        L1             | A1                  | S12000036                | 435            | True              | 454
        L1             | A1                  |                          |                |                   | 392c
                       |                     | A1                       |                | False             | 392c
                       |                     | A1                       |                | False             | 392b
                       |                     |                          |                |                   |
    """)  # fmt: skip


def test_what_the_return_states_of_a_placement_counts_where_postcodes_say_nothing(care):
    assert_table(judged(care, "episode", """
        decom      | ls | place | home_post | pl_post | pl_distance | pl_location
        01/05/2024 | C2 | U6    | AA1 1AA   | AA1 1AB | 20.0        | OUT
        01/05/2024 | C2 | U6    | AA1 1AA   | AA1 1AB | 25          | IN
        01/05/2024 | C2 | U6    | XX9 9XX   | NN1 1AA | 12.5        | OUT
        01/05/2024 | C2 | U6    | XX9 9XX   | NN1 1AA | 999.9       | X
    """), """
        computed_miles | stated_miles | distance_miles | computed_outside | stated_outside | outside_authority | broken
        20.1           | 20           | 20.1           | False            | True           | False             | 411
        20.1           | 25           | 20.1           | False            | False          | False             | own-distance
                       | 12.5         | 12.5           |                  | True           | True              | 392c
                       |              |                |                  |                |                   | 392c
    """)  # fmt: skip


def test_without_a_table_of_postcodes_none_is_said_to_resolve_nowhere(care):
    text = "decom | ls | place | home_post | pl_post\n01/05/2024 | C2 | U6 | XX1 1XX | YY1 1YY"
    assert list(judged(care, "episode", text, has_postcodes=False)["broken"]) == [""]


def test_placement_codes_belong_to_years(care):
    text = "decom | ls | place | home_post | pl_post\n" + "\n".join(f"01/05/2024 | C2 | {place} | AA11AA | AA11AB" for place in
                                                               ("H5", "P2", "Z1", "K3", "Z11", "Z14", "U6", "Q9"))  # fmt: skip
    wrong = {year: judged(care, "episode", text, year).query("broken.str.contains('146')")["placement_type"].fillna("").tolist()
             for year in (2024, 2025, 2026)}  # fmt: skip
    assert wrong == {2024: ["K3", "Z11", "Z14", ""], 2025: ["Z11", "Z14", ""], 2026: ["H5", "P2", "Z1", ""]}


def test_days_and_codes_of_episodes_are_checked_and_unknown_codes_not_handed_out(care):
    assert_table(judged(care, "episode", """
        decom      | dec        | rne | ls | cin | place | place_provider | rec  | reason_place_change | home_post | pl_post
        2024-05-01 | 30/04/2024 | S   | C2 | N1  | U6    | PR1            | E8   | CHILD               | AA11AA    | AA11AB
        01/05/2024 | 01/05/2024 | S   | C2 | N1  | U6    | PR1            | E8   |                     | AA11AA    | AA11AB
        01/05/2024 | 31/04/2024 | S   | C2 | N1  | U6    | PR1            | E8   |                     | AA11AA    | AA11AB
        01/05/2024 | 01/04/2025 | S   | C2 | N1  | U6    | PR1            |      |                     | AA11AA    | AA11AB
        01/04/2025 |            | Q   | C9 | N9  | U6    | PR9            | E99  | BORED               | AA11AA    | AA11AA
        01/01/2020 | 31/03/2024 | S   | C2 | N1  | T0    | PR1            | X1   |                     | AA11AA    | AA11AB
        31/02/2024 |            | S   | C2 | N1  | P1    | PR0            |      |                     | AA11AA    | AA11AA
                   |            | S   | C2 | N1  | U6    | PR1            |      |                     | AA11AA    | AA11AB
        01/05/1024 |            | S   | C2 | N1  | U6    | PR1            |      |                     | AA11AA    | AA11AB
    """), """
        reason_new_episode | legal_status | category_of_need | placement_provider | reason_episode_ceased | reason_placement_change | broken                              | problem
        S                  | C2           | N1               | PR1                | E8                    | CHILD                   | 356                                 |
        S                  | C2           | N1               | PR1                | E8                    |                         | 355                                 |
        S                  | C2           | N1               | PR1                | E8                    |                         | 147                                 |
        S                  | C2           | N1               | PR1                |                       |                         | 148 385                             |
                           |              |                  |                    |                       |                         | 1009 143 144 145 148 149 178 392d own-start |
        S                  | C2           | N1               | PR1                | X1                    |                         | 178 own-early                       |
        S                  | C2           | N1               | PR0                |                       |                         |                                     | decom
        S                  | C2           | N1               | PR1                |                       |                         |                                     | decom
        S                  | C2           | N1               | PR1                |                       |                         |                                     | decom
    """)  # fmt: skip


def test_the_number_of_a_provider_is_kept_where_it_can_be_one(care):
    text = "decom | ls | place | urn\n" + "\n".join(
        f"01/05/2024 | V4 | U6 | {urn}" for urn in ("SC123456", "1234567", "XXXXXXX", "Ann Onym")
    )
    assert list(judged(care, "episode", text)["provider_urn"].fillna("")) == ["SC123456", "1234567", "XXXXXXX", ""]


def test_headers_bring_sexes_together_and_cut_birthdays_to_the_month(care):
    text = """
        sex | dob        | ethnic | mother | mc_dob
        1   | 31/12/2010 | WBRI   | 0      |
        M   | 31/12/2010 | WBRI   | 1      | 02/01/2025
        F   | 31/12/2025 | XXXX   | Y      | soon
        9   |            |        |        |
    """
    assert_table(judged(care, "child", text, 2025), """
        sex | birth_year | birth_month | ethnicity | is_mother | first_child_year | first_child_month | broken
        M   | 2010       | 12          | WBRI      | False     |                  |                   | 101
        M   | 2010       | 12          | WBRI      | True      | 2025             | 1                 |
        F   | 2025       | 12          |           |           |                  |                   | 103 165 171 301
            |            |             |           |           |                  |                   | 101 102 103
    """)  # fmt: skip
    assert [row.split()[:1] for row in judged(care, "child", text, 2024)["broken"]][:2] == [[], ["101"]]


OTHERS = {
    "review": ("review | review_code\n01/02/2025 | PN1\nnever | PN9", "review_date | participation | broken\n2025-02-01 00:00:00 | PN1 |\n | | 166 167"),
    "uasc": ("sex | duc\n1 | 12/11/2026\nM |\nM | x", "sex | status_ceased | broken\nM | 2026-11-12 00:00:00 |\nM | |\nM | | 104"),
    "oc2": ("sdq_score | sdq_reason | convicted | teeth_check\n40 | | 1 | 0\n41 | SDQ9 | 2 |\n3.5 | SDQ2 | |",
            "sdq_score | sdq_reason | is_convicted | had_teeth_check | broken\n40 | | True | False |\n | | | | 180 181 196\n | SDQ2 | | | 180"),
    "care_leaver": ("dob | in_touch | activ | accom\n01/02/2006 | YES | F1 | Z1\n | MAYBE | P3 | 02",
                    "birth_year | birth_month | in_touch | activity | accommodation | broken\n2006 | 2 | YES | F1 | Z1 |\n | | | | | 131 132 133"),
    "adoption": ("date_int | date_match | foster_care | nb_adoptr | sex_adoptr | ls_adoptr\n01/02/2025 | 02/02/2025 | 0 | 2 | MF | L11\nx | x | x | 3 | x | x",
                 "by_foster_carer | adopters | adopters_sex | adopters_status | broken\nFalse | 2 | MF | L11 |\n | | | | 112 113 114 175 176 177"),
    "placed_adoption": ("date_placed | date_placed_ceased | reason_placed_ceased\n01/02/2025 | |\nx | x | x", "reason_reversed | broken\n |\n | 115 116 120"),
    "prev_perm": ("prev_perm | date_perm\nP1 | 01/02/2020\nP9 | zz/02/2020", "previous_permanence | ordered_on | broken\nP1 | 2020-02-01 00:00:00 |\n | | 631"),
    "missing": ("missing | mis_start | mis_end\nM | 02/02/2025 |\nA | 02/02/2025 | 01/02/2025\nX | x | x", "kind | broken\nM |\nA | 567\n | 1004 1005 1006"),
    "sw_episode": ("sw_id | sw_decom | sw_dec | sw_reason\nSW1 | 02/02/2025 | | FCONTA\nSW2 | 02/02/2025 | 01/02/2025 | X\nSW2 | x | x |",
                   "reason | broken\nFCONTA |\n | SW13STG1 SW18STG2\n | SW04STG1 SW05STG1"),
    "dolo": ("dolo_start | dolo_end\n02/02/2025 |\n02/02/2025 | 01/02/2025\nx | x", "broken\n \n702\n700 701"),
}  # fmt: skip


@pytest.mark.parametrize("table", OTHERS)
def test_the_other_tables(care, table):
    stated, expected = OTHERS[table]
    rows = judged(care, table, stated)
    columns, cells = expected.split("\n")[0].split(" | "), [[cell.strip() for cell in line.split("|")] for line in expected.split("\n")[1:]]
    told = [
        ["" if pd.isna(value) else str(int(value)) if isinstance(value, float) else str(value) for value in row]
        for row in rows[columns].astype(object).itertuples(index=False)
    ]
    assert told == cells


def test_the_social_worker_is_hashed(care):
    rows = judged(care, "sw_episode", "sw_id | sw_decom\nSW1 | 02/02/2025")
    assert list(rows["worker_key"]) == [hmac.new(KEY.encode(), b"SW1", hashlib.sha256).hexdigest()[:32]]


def test_every_table_of_the_schema_has_its_statement():
    """The names stand here in full, so that a statement nobody asks for is found."""
    assert set(KINDS) == {"episode", "child", *OTHERS}
    assert [f"returns/{name}" for name in KINDS] == [
        "returns/episode", "returns/child", "returns/review", "returns/uasc", "returns/oc2", "returns/care_leaver", "returns/adoption",
        "returns/placed_adoption", "returns/prev_perm", "returns/missing", "returns/sw_episode", "returns/dolo",
    ]  # fmt: skip


def test_what_is_asked_of_a_table_before_it_is_judged(care):
    given(care, "episode", """
        child | decom      | dec        | home_post
        C1    | 01/05/2024 | 31/03/2025 | AA1 1AA
        C1    | 31/03/2025 |            | AA11AB
        C2    | 01/04/2024 | x          | AA11AA
        C3    | 01/05/2021 | 01/04/2025 | BB1 1AA
        C4    | 01/05/2021 | 01/04/2025 | NN1 1AA
        C5    | 01/05/2021 |            |
    """)  # fmt: skip
    assert_table(care.run("returns/years_of_episodes"), """
        collection_year | ended | started
        2022            | 0     | 3
        2025            | 1     | 3
        2026            | 2     | 0
    """)  # fmt: skip
    assert_table(care.run("returns/authorities_of_homes"), """
        authority_code | children
        A1             | 2
        E10000008      | 1
    """)  # fmt: skip
    assert sorted(care.run("returns/homes_stated")["postcode"]) == ["AA11AA", "AA11AB", "BB11AA"]


def test_problems_are_counted_with_their_first_rows(care):
    care.connection.execute(
        "create temp table judged as select n as row_number, if(n = 9, null, 'decom') as problem from range(2, 11) as t (n)"
    )
    found = care.run("returns/problems_of_rows")
    assert [(row.problem, row.row_count, list(row.first_rows)) for row in found.itertuples()] == [("decom", 8, [2, 3, 4, 5, 6])]


def test_distances_of_the_checked_pairs(care):
    """DT1 1XJ to BH15 3BT; PO1 2AL to SO24 9PS; PL1 3BJ to PL19 0AA; DT1 1XJ to L69 5WX, which has no grid reference."""
    pairs = [((368985, 90881), (400964, 92644), 19.9), ((464135, 100140), (458434, 131822), 20.0), ((247006, 54094), (248200, 74349), 12.6),
             ((368985, 90881), ("null", "null"), None)]  # fmt: skip
    for (east, north), (other_east, other_north), miles in pairs:
        assert care.connection.execute(f"select miles_between({east}, {north}, {other_east}, {other_north})").fetchone() == (miles,)
