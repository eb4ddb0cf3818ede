"""The rules that returns are held to once they are kept: queries/returns/rules_of_*.sql."""

import re

from pandas.api.types import is_list_like

from tests.spec.tables import assert_table
from warehouse.query import QUERIES


def found(care, name: str, sources: list[str] | None = None) -> dict[str, list]:
    """First rows by rule and file."""
    rows = care.run(name, source_ids=sources or care.sources)
    return {f"{row.rule_code} {row.source_id}": list(row.first_rows) if is_list_like(row.first_rows) else None for row in rows.itertuples()}


def test_rules_broken_by_rows_are_counted_by_file_and_not_where_a_later_file_counts(care):
    care.given("episode", """
        source_id | child_key | broken   | superseded_by
        r2025     | c1        | 146 392c |
        r2025     | c2        | 392c     |
        r2025     | c3        | 392c     | r2026
        r2024     | c1        | 392c     | r2025
    """)  # fmt: skip
    care.given("review", "source_id | broken\nr2025 | 166")
    rows = care.run("returns/rules_of_rows", source_ids=care.sources)
    assert_table(rows, """
        rule_code | source_id | row_count
        146       | r2025     | 1
        166       | r2025     | 1
        392c      | r2025     | 3
    """)  # fmt: skip
    assert found(care, "returns/rules_of_rows", ["r2024"]) == {"392c r2024": [5]}


def test_children_who_are_in_no_header_are_told_by_table(care):
    care.given("child", "child_key\nc1")
    care.given("episode", "child_key\nc1\nc2")
    for table in ("adoption", "placed_adoption", "missing", "oc2", "care_leaver", "prev_perm", "review", "uasc"):
        care.given(table, "child_key\nc1\nc3")
    care.given("episode", "source_id | child_key\nr2024 | c9")
    assert found(care, "returns/rules_of_headers") == {f"INT0{number} r2025": [3] for number in range(1, 10)}


def test_episodes_that_do_not_fit_each_other(care):
    care.given("episode", """
        child_key | episode_start | episode_end | reason_episode_ceased
        c1        | 2024-05-01    | 2024-08-01  | X1
        c1        | 2024-07-01    | 2024-09-01  | X1
        c1        | 2024-09-01    | 2024-10-01  | E8
        c2        | 2024-05-01    |             |
        c2        | 2024-07-01    |             |
        c3        | 2024-05-01    | 2025-03-31  | X1
        c4        | 2024-05-01    | 2024-04-01  | E8
    """)  # fmt: skip
    assert found(care, "returns/rules_of_episodes") == {"142 r2025": [5], "388 r2025": [2, 7], "501 r2025": [3]}


def test_an_open_episode_must_go_on_in_the_next_return_where_that_is_held(care):
    care.given("episode", """
        source_id | child_key | episode_start
        r2024     | c1        | 2023-05-01
        r2024     | c2        | 2023-05-01
        r2025     | c2        | 2024-05-01
    """)  # fmt: skip
    assert found(care, "returns/rules_of_episodes") == {"1010 r2024": [2]}
    assert found(care, "returns/rules_of_episodes", ["r2024"]) == {}


def test_children_who_are_said_to_be_two_things(care):
    care.given("child", """
        source_id | child_key | sex | birth_year | birth_month
        r2024     | c1        | F   | 2015       | 4
        r2024     | c2        | F   | 2015       | 4
        r2024     | c3        |     |            |
    """)  # fmt: skip
    care.given("child", """
        source_id | child_key | sex | birth_year | birth_month
        r2025     | c1        | M   | 2015       | 4
        r2025     | c2        | F   | 2015       | 5
        r2025     | c3        | M   | 2015       | 5
        r2025     | c4        | F   | 2015       | 5
        r2025     | c4        | F   | 2015       | 5
    """)  # fmt: skip
    care.given("uasc", "child_key | sex\nc3 | F\nc4 | F")
    rows = care.run("returns/rules_of_children", source_ids=care.sources)
    assert {(row.rule_code, row.source_id, row.stated_in): list(row.first_rows) for row in rows.itertuples()} == {
        ("202", "r2025", "Header"): [2], ("202", "r2025", "UASC"): [2], ("203", "r2025", "Header"): [3], ("INT32", "r2025", "Header"): [5, 6],
    }  # fmt: skip


def test_returns_as_a_whole(care):
    care.given("episode", "source_id\nr2024\nr2025")
    care.given("child", "source_id\nr2025")
    assert found(care, "returns/rules_of_returns") == {"own-header r2024": None}
    care.given("episode", "source_id | authority_code\nr2026 | A2")
    care.given("episode", "source_id | authority_code\nr2023 |")
    assert found(care, "returns/rules_of_returns") == {
        **{f"own-authorities r{year}": None for year in (2023, 2024, 2025, 2026)}, "own-authority r2023": None,
        "own-header r2023": None, "own-header r2024": None, "own-header r2026": None,
    }  # fmt: skip


def test_every_rule_that_a_statement_names_is_known_and_every_known_one_is_named(care):
    rules = set(care.run("returns/rules_known")["rule_code"]) - {
        f"INT0{number}" for number in range(2, 9)
    }  # named by the first and the last
    texts = "".join(path.read_text(encoding="utf-8") for path in (QUERIES / "returns").glob("*.sql"))
    assert rules == {
        name for name in re.findall(r"'([^'\n]*)'", texts) if re.fullmatch(r"\d{3,4}[a-z]?|INT\d\d|SW\d\dSTG\d|own-[a-z]+", name)
    }


def test_files_that_are_held(care):
    care.given("episode", "source_id\nr2025")
    assert_table(care.run("returns/files_held"), """
        source_id | table_name | collection_year | authority_code
        r2025     | episode    | 2025            | A1
    """)  # fmt: skip
