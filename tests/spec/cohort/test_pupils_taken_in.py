"""How a file of pupils is judged, and what is asked of the cohort as a whole: the other statements of queries/cohort."""

import hashlib
import hmac

from tests.spec.tables import assert_table, parse
from warehouse.cohort import COLUMNS
from warehouse.keys import pads

USUAL = {
    "pupil_id": "P1",
    "home_lsoa": "E01000001",
    "key_stage": "KS2",
    "academic_year": "202425",
    "measure": "rwm_expected",
    "result": "1",
}


def judged(cohort, text: str, key: str = "key"):
    """The rows written in ``text`` as queries/cohort/judged.sql has them; E01000001 and E01000002 are known LSOAs, PL11AA is a postcode."""
    columns, rows = parse(text)
    full = [USUAL | dict(zip(columns, row, strict=True)) for row in rows]
    cells = ", ".join(
        "(" + ", ".join([str(n), *(f"'{row.get(name, '')}'" for name in COLUMNS)]) + ")" for n, row in enumerate(full, start=2)
    )
    names = ", ".join(f"nullif({name}, '') as {name}" for name in COLUMNS)
    run = cohort.connection.execute
    run(
        f"create or replace temp view stated as select row_number, {names} from (values {cells}) as given (row_number, {', '.join(COLUMNS)})"
    )
    run("create or replace temp view known_lsoa as select unnest(['E01000001', 'E01000002']) as lsoa_code")
    run("create or replace temp view known_postcode as select 'PL11AA' as postcode, 'E01000002' as lsoa_code "
        "union all select 'PL99ZZ', 'E01000009'")  # fmt: skip
    inner, outer = pads(key)
    return cohort.run("cohort/judged", source_id="s1", inner_pad=inner, outer_pad=outer, this_year=2025).sort_values("row_number")


def test_identifiers_are_hashed_with_the_key(cohort):
    for key in ("key", "k" * 65, "clé"):
        rows = judged(cohort, "pupil_id\nA1\nÉ2", key)
        expected = [hmac.new(key.encode(), name.encode(), hashlib.sha256).hexdigest()[:32] for name in ("A1", "É2")]
        assert list(rows["child_key"]) == expected


def test_homes_are_placed_by_lsoa_before_postcode(cohort):
    assert_table(judged(cohort, """
        home_lsoa | home_postcode
        E01000001 | PL1 1AA
                  | pl1 1aa
                  |
                  | PL9 9ZZ
                  | PL8 8ZZ
        E01000009 | PL1 1AA
    """), """
        home_lsoa_code | problem
        E01000001      |
        E01000002      |
                       |
                       | home_postcode
                       | home_postcode
                       | home_lsoa
    """)  # fmt: skip


def test_years_results_and_codes_are_checked_and_what_is_wrong_is_not_handed_out(cohort):
    assert_table(judged(cohort, """
        pupil_id | academic_year | key_stage | measure      | result | sex   | phase
        P1       | 2024/25       | KS2       | rwm_expected | 0      | Girls | Middle
        P1       | 2024-25       | KS4       | attainment8  | 90     |       |
        P1       | 202425        | KS2       | rwm_expected |        |       |
                 | 202425        | KS2       | rwm_expected | 1      |       |
        P1       | 202526        | KS4       | attainment8  | 90.5   |       |
        P1       | 202627        | KS2       | rwm_expected | 1      |       |
        P1       | 202426        | KS2       | rwm_expected | 1      |       |
        P1       | 202425        | KS2       | gld          | 1      |       |
        P1       | 202425        | KS2       | rwm_expected | 0.5    |       |
        P1       | 202425        | KS2       | rwm_expected | 1      | girls |
        P1       | 202425        | KS2       | rwm_expected | 1      |       | Nursery
    """), """
        academic_year | measure      | score | sex   | phase  | problem
        202425        | rwm_expected | 0     | Girls | Middle |
        202425        | attainment8  | 90    |       |        |
        202425        | rwm_expected |       |       |        |
        202425        | rwm_expected | 1     |       |        | no_pupil
        202526        | attainment8  |       |       |        | result
                      | rwm_expected | 1     |       |        | academic_year
                      | rwm_expected | 1     |       |        | academic_year
        202425        |              |       |       |        | measure
        202425        | rwm_expected |       |       |        | result
        202425        | rwm_expected | 1     |       |        | sex
        202425        | rwm_expected | 1     |       |        | phase
    """)  # fmt: skip


def test_all_results_stated_twice_are_found(cohort):
    cohort.given("""
        source_id | child_key | academic_year | measure     | problem
        s1        | a         | 202425        | engmath_9_4 |
        s1        | a         | 202425        | engmath_9_5 |
        s1        | a         | 202324        | engmath_9_4 |
        s1        | a         | 202425        | engmath_9_4 |
        s1        | b         | 202425        | engmath_9_4 |
        s1        | b         | 202425        | engmath_9_4 | result
        s2        | b         | 202425        | engmath_9_4 |
    """)  # fmt: skip
    assert sorted(cohort.run("cohort/stated_twice", source_id="s1")["row_number"]) == [2, 5]


def test_problems_are_counted_with_their_first_rows(cohort):
    cohort.given("problem\n" + "\n".join(["sex"] * 7 + ["twice", "", "sex"]))
    found = cohort.run("cohort/problems", source_id="s1")
    assert [(row.problem, row.row_count, list(row.first_rows)) for row in found.itertuples()] == [
        ("sex", 8, [2, 3, 4, 5, 6]),
        ("twice", 1, [9]),
    ]
    assert cohort.run("cohort/problems", source_id="s2").empty


def test_pupils_without_a_home_are_counted_by_period(cohort):
    cohort.given("""
        source_id | academic_year | home_lsoa_code | score | superseded_by
        s1        | 202324        | L1             | 1     |
        s1        | 202324        |                | 0     |
        s1        | 202324        |                |       |
        s1        | 202425        | L1             | 1     | s2
        s2        | 202425        |                | 1     |
        s3        | 202425        |                | 1     |
    """)  # fmt: skip
    assert_table(cohort.run("cohort/pupils_without_home", key_stage="KS2", measure="rwm_expected", source_ids=["s1", "s2"]), """
        time_period | pupils | without_home
        202324      | 2      | 1
        202425      | 1      | 1
    """)  # fmt: skip


def test_files_of_children_that_are_kept(cohort):
    cohort.given("source_id\ns2\ns1\ns2")
    cohort.connection.execute(
        "insert into return_file (source_id, table_name, collection_year, year_told_by, row_count) values ('r1', 'child', 2025, 'name', 1)"
    )
    assert list(cohort.run("cohort/sources_kept")["source_id"]) == ["r1", "s1", "s2"]
