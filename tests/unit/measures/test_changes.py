"""What a load would change, in words."""

from measures.changes import by_subject, change_sentences, jump_rows

BASE = {"held_as": "observation", "measure": "live_births", "breakdown": "Total", "topic": "", "title": "Births", "areas": 2, "jumps": 0}
CHANGES = [
    BASE | {"time_period": "2022", "kind_of_change": "official for modelled", "figures": 3, "jumps": 2},
    BASE | {"time_period": "2023", "kind_of_change": "new", "figures": 1, "areas": 5},
    BASE | {"held_as": "population", "measure": "", "time_period": "2023", "kind_of_change": "new", "figures": 90},
    BASE | {"measure": "ponies", "title": None, "time_period": "2023", "kind_of_change": "gone", "figures": 1},
]


def test_one_row_a_subject_in_the_order_of_subjects_without_idle_columns():
    rows = by_subject(CHANGES)
    assert list(rows["Subject"]) == ["Residents by age", "Live births", "source not known"]
    assert list(rows.columns) == ["Subject", "Years", "New", "Official for modelled", "No longer in force", "Areas", "Large changes"]
    assert list(rows.loc[1]) == ["Live births", "2022 to 2023", 1, 3, 0, 5, 2]


def test_sentences_say_what_is_new_replaced_and_gone():
    said = change_sentences(
        CHANGES, [{"area_type": "authority", "new_areas": 2, "new_outlines": 1}, {"area_type": "lsoa", "new_areas": 1, "new_outlines": 0}]
    )
    assert said == [
        "**91 figures** would be new.", "**3 figures** would be official instead of modelled.",
        "**1 figure** would no longer be in force, because a better source speaks of the same.",
        "New places: 2 authorities, 1 LSOA, 1 outline for maps.",
    ]  # fmt: skip


def test_nothing_changes_without_a_sentence():
    assert change_sentences([], []) == []
    assert by_subject([]).empty


def test_large_changes_name_area_figure_and_both_values():
    jump = BASE | {"measure": "cla_rates.children_count@district", "group_name": "Total|Boys", "time_period": "2023", "area_name": "Dorset",
                   "former_figure": 10, "new_figure": 15, "change_percent": 50.0, "former_nature": "modelled", "new_nature": "official"}  # fmt: skip
    row = jump_rows([jump]).loc[0]
    assert (row["Figure"], row["Change"], row["Nature"]) == ("children count: Total, Boys", "+50%", "official for modelled")
