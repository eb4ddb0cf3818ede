"""Figures put together from LSOAs: the queries of the indices of deprivation."""

from tests.spec.tables import assert_table

MEMBERS = """
    area_code | edition | lsoa_code | relation | lookup_year
    A1        | 2019    | L1        | within   | 2019
    A1        | 2019    | L2        | within   | 2019
    A1        | 2019    | L3        | within   | 2019
    W1        | 2019    | L1        | best_fit | 2019
    W1        | 2019    | L2        | best_fit | 2019
    W2        | 2019    | L2        | best_fit | 2019
    W2        | 2019    | L3        | best_fit | 2019
    L3        | 2019    | L3        | itself   |
    A1        | 2025    | L1        | within   | 2024
"""
INDEX = """
    area_code | edition | domain | score | national_rank | national_decile | rank_source_id | decile_source_id | score_source_id
    L1        | 2019    | imd    | 40    | 1             | 1               | official-1     | official-1       | official-1
    L2        | 2019    | imd    | 20    | 6000          | 2               | official-1     | official-1       | official-1
    L3        | 2019    | imd    | 10    | 32844         | 10              | official-1     | official-1       | official-1
    L3        | 2019    | idaci  | 0.1   | 5             | 1               | official-1     | official-1       | official-1
    L1        | 2025    | imd    | 50    | 10            | 1               | official-1     | official-1       | official-1
"""
RESIDENTS = """
    area_code | time_period | sex     | age_from | age_to | persons | source_id
    L1        | 2015        | Persons | 0        | 15     | 100     | official-2
    L2        | 2015        | Persons | 0        | 15     | 200     | official-2
    L3        | 2015        | Persons | 0        | 15     | 300     | official-2
    L1        | 2015        | Persons | 0        | 120    | 1000    | official-2
    L2        | 2015        | Persons | 0        | 120    | 1000    | official-2
    L3        | 2015        | Persons | 0        | 120    | 2000    | official-2
    L1        | 2022        | Persons | 0        | 15     | 50      | official-2
"""


def given(tables) -> None:
    tables.given("area_lsoa", MEMBERS)
    tables.given("deprivation", INDEX)
    tables.given("population", RESIDENTS)


def deprived(tables, *codes: str, scope: str | None = None, counted: str = "children", most_decile: int = 2, domain: str = "imd",
             periods: tuple[str, ...] = ("2019",), breakdown: str = "Total"):  # fmt: skip
    return tables.run("place/deprived_lsoas", area_codes=list(codes), scope_code=scope, time_periods=list(periods) or None,
                      breakdown=breakdown, domain=domain, counted=counted, most_decile=most_decile)  # fmt: skip


def average(tables, *codes: str, scope: str | None = None, figure: str = "score", weighted_by: str = "children", period: str = "2019"):
    return tables.run("place/average_deprivation", area_codes=list(codes), scope_code=scope, time_periods=[period], breakdown="Total",
                      domain="imd", figure=figure, weighted_by=weighted_by)  # fmt: skip


def test_lsoas_children_and_residents_in_the_most_deprived_fifth(tables):
    given(tables)
    for counted, line in {"lsoas": "2 | 3", "children": "300 | 600", "residents": "2000 | 4000"}.items():
        assert_table(deprived(tables, "A1", counted=counted), f"""
            area_code | time_period | group_code | numerator | denominator | symbol | nature | source_id
            A1        | 2019        | Total      | {line} | | official | official-1
        """)  # fmt: skip


CLASSES = """
    area_code | census_year | class_code | class_name | kind  | source_id
    L1        | 2011        | C1         | Town       | Urban | official-3
    L2        | 2011        | E1         | Village    | Rural | official-3
    L1        | 2021        | RSF1       | Village    | Rural | official-3
"""


def test_rural_and_urban_lsoas_by_the_classes_of_the_editions_own_census(tables):
    given(tables)
    tables.given("rural_urban", CLASSES)
    assert_table(deprived(tables, "A1", periods=(), breakdown="rural_urban"), """
        time_period | group_code   | group_name              | numerator | denominator
        2019        | Rural        | rural LSOAs             | 200       | 200
        2019        | Unclassified | LSOAs of no known class | 0         | 300
        2019        | Urban        | urban LSOAs             | 100       | 100
        2025        | Rural        | rural LSOAs             | 50        | 50
    """)  # fmt: skip
    assert_table(deprived(tables, "A1", counted="lsoas", breakdown="rural_urban"), """
        group_code   | numerator | denominator | source_id  | denominator_source_id
        Rural        | 1         | 1           | official-1 | official-3
        Unclassified | 0         | 1           | official-1 |
        Urban        | 1         | 1           | official-1 | official-3
    """)  # fmt: skip


def test_without_any_class_nothing_is_told_apart(tables):
    given(tables)
    assert deprived(tables, "A1", breakdown="rural_urban").empty


def test_the_most_deprived_tenth_is_the_first_decile_only(tables):
    given(tables)
    assert list(deprived(tables, "A1", most_decile=1)["numerator"]) == [100]


def test_none_is_zero_and_an_lsoa_is_an_area_too(tables):
    given(tables)
    assert_table(deprived(tables, "L3"), "area_code | numerator | denominator\nL3 | 0 | 300")


def test_each_edition_counts_the_residents_of_its_own_year(tables):
    given(tables)
    assert_table(deprived(tables, "A1", periods=()), """
        time_period | numerator | denominator
        2019        | 300       | 600
        2025        | 50        | 50
    """)  # fmt: skip


def test_an_lsoa_in_two_of_the_areas_counts_once(tables):
    given(tables)
    assert_table(deprived(tables, "W1", "W2", scope="both"), "area_code | numerator | denominator\nboth | 300 | 600")
    assert_table(average(tables, "W1", "W2", scope="both"), "area_code | numerator | denominator\nboth | 11000 | 600")


def test_areas_together_need_each_of_them(tables):
    given(tables)
    tables.given("area", "area_code | area_name | area_type | first_year | last_year | is_historic\nW9 | Nine | ward | 2019 | 2019 | false")
    assert deprived(tables, "W1", "W9", scope="both").empty
    assert average(tables, "W1", "W9", scope="both").empty


def test_an_index_that_lacks_an_lsoa_gives_no_figure(tables):
    given(tables)
    assert_table(deprived(tables, "A1", "L3", domain="idaci"), """
        area_code | numerator | denominator | symbol
        A1        |           |             | x
        L3        | 300       | 300         |
    """)  # fmt: skip
    assert deprived(tables, "W1", domain="idaci").empty


def test_without_residents_lsoas_can_be_counted_but_not_children(tables):
    tables.given("area_lsoa", MEMBERS)
    tables.given("deprivation", INDEX)
    assert list(deprived(tables, "A1", counted="lsoas")["numerator"]) == [2]
    assert list(deprived(tables, "A1")["symbol"]) == ["x"]
    assert list(average(tables, "A1")["symbol"]) == ["x"]


def test_modelled_residents_make_the_figure_modelled(tables):
    given(tables)
    tables.connection.execute("update population set nature = 'modelled' where area_code = 'L2'")
    assert list(deprived(tables, "A1")["nature"]) == ["modelled"]
    assert list(deprived(tables, "A1", counted="lsoas")["nature"]) == ["official"]
    assert list(average(tables, "W2")["nature"]) == ["modelled"]


def test_average_score_weighted_by_children_and_by_residents(tables):
    given(tables)
    assert_table(
        average(tables, "A1"), "numerator | denominator | source_id | denominator_source_id\n11000 | 600 | official-1 | official-2"
    )
    assert_table(average(tables, "A1", weighted_by="residents"), "numerator | denominator\n80000 | 4000")


def test_average_rank_is_turned_round_so_that_the_most_deprived_lsoa_counts_most(tables):
    given(tables)
    found = average(tables, "W2", figure="rank")
    assert list(found["numerator"]) == [200 * (32844 + 1 - 6000) + 300 * 1]


def test_decile_and_rank_of_lsoas(tables):
    given(tables)

    def of(figure: str, *codes: str):
        return tables.run("place/deprivation_of_lsoas", area_codes=list(codes), scope_code=None, time_periods=["2019"], breakdown="Total",
                          domain="imd", figure=figure)  # fmt: skip

    assert_table(of("decile", "L1", "L2", "W1"), """
        area_code | time_period | published | nature   | source_id
        L1        | 2019        | 1         | official | official-1
        L2        | 2019        | 2         | official | official-1
    """)  # fmt: skip
    assert list(of("rank", "L2")["published"]) == [6000]


LOW_INCOME = """
    measure | area_code | time_period | value | symbol
    number  | W1        | 2025        | 120   |
    percent | W1        | 2025        | 30    |
    number  | W2        | 2025        | 20    |
    percent | W2        | 2025        | 5     |
    number  | W3        | 2025        | 0     |
    percent | W3        | 2025        | 0     |
    number  | W4        | 2025        |       | c
    percent | W4        | 2025        |       | c
"""


def low_income(tables, *codes: str, scope: str | None = None):
    return tables.run("place/counts_with_percent", area_codes=list(codes), scope_code=scope, time_periods=None, breakdown="Total",
                      count_measure="number", percent_measure="percent")  # fmt: skip


def test_the_denominator_is_worked_out_of_number_and_percentage(tables):
    tables.given("observation", LOW_INCOME)
    assert_table(low_income(tables, "W1", "W2", "W3", "W4"), """
        area_code | numerator | denominator | published | symbol
        W1        | 120       | 400         | 30        |
        W2        | 20        | 400         | 5         |
        W3        | 0         |             | 0         |
        W4        |           |             |           | c
    """)  # fmt: skip


def test_wards_together_add_up_unless_one_is_hidden_missing_or_of_unknown_size(tables):
    tables.given("observation", LOW_INCOME)
    assert_table(low_income(tables, "W1", "W2", scope="both"), "area_code | numerator | denominator | symbol\nboth | 140 | 800 |")
    assert list(low_income(tables, "W1", "W4", scope="both")["symbol"]) == ["c"]
    assert list(low_income(tables, "W1", "W3", scope="both")["symbol"]) == ["x"]
    assert low_income(tables, "W1", "W5", scope="both").empty
