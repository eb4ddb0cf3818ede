"""The Data page: with data, without, findings, and the way of an upload."""

import time

import pandas as pd
import pytest

from components import findings
from components.markdown import plain
from importers.uploads import Upload
from tests.app.newlyshire import CODE, NAME, add_newlyshire
from tests.app.visit import assert_sound, headings, texts, visit
from tests.homes import copy_of
from tests.small import ages_rows, table

DATA = "pages/data/data.py"
POOLE, DORSET = "E06000029", "E06000059"
SECTIONS = [
    "What is held",
    "How new it is, and where it has gaps",
    "Quality: what looks doubtful",
    "Add files",
    "Data dictionary",
    "Sources",
]


def titles(app) -> list[str]:
    return [words for level, words in headings(app) if level == 2]


def tables(app) -> list[pd.DataFrame]:
    return [element.value for element in app.main.dataframe]


def with_column(app, *columns: str) -> pd.DataFrame:
    return next(found for found in tables(app) if set(columns) <= set(found.columns))


@pytest.mark.parametrize("authority", [POOLE, DORSET, "E07000047"])
def test_every_section_is_there(demo, authority):
    app = visit(DATA, la=authority)
    assert_sound(app)
    assert titles(app) == SECTIONS


@pytest.mark.parametrize("level", ["authority", "ward", "lsoa"])
def test_every_level_says_what_is_held(demo, level):
    app = visit(DATA, la=DORSET)
    app.main.segmented_control[0].set_value(level).run()
    assert_sound(app)
    assert any("are held in" in text for text in texts(app))


def test_the_matrix_stands_as_a_table_in_words_and_signs(demo):
    matrix = with_column(visit(DATA, la=DORSET), "Subject", "2012", "2035").set_index("Subject")
    assert matrix.at["Ethnic group", "2021"] == "● official"
    assert matrix.at["Live births", "2021"] == "○ modelled"
    assert matrix.at["Residents by age", "2022"] == "◐ partly modelled"
    assert matrix.at["Ethnic group", "2022"] == "· not held"


def test_an_authority_without_figures_gets_a_sentence(demo, tmp_path, use_home):
    home = use_home(copy_of(demo, tmp_path / "home"))
    add_newlyshire(home, tmp_path)
    app = visit(DATA, la=CODE)
    assert_sound(app)
    assert any(info.value == f"No figure is held for {NAME} as a whole. Files can be added below." for info in app.info)


def test_the_dictionary_is_searched(demo):
    app = visit(DATA)
    everything = len(with_column(app, "Meaning"))
    app.main.text_input[0].input("best_fit ward").run()
    found = with_column(app, "Meaning")
    assert 0 < len(found) < everything and "area_lookup" in set(found["Table"])
    app.main.text_input[0].input("xylophone").run()
    assert_sound(app)
    assert any("xylophone" in info.value for info in app.info)


def test_every_source_with_licence_and_rows(demo):
    sources = with_column(visit(DATA), "Licence", "Attribution")
    assert len(sources) == 63  # of which 14 generated returns
    assert (sources[["Publisher", "Title", "Licence", "Attribution", "File"]] != "").all(axis=None)
    assert (sources["Read"] == sources["Loaded"] + sources["Rejected"]).all()
    assert sources["SHA-256"].str.len().eq(12).all()


FINDINGS = pd.DataFrame({
    "finding_number": [1, 2, 3], "check_id": ["a", "b", "b"], "severity": ["error", "warning", "warning"], "measure": ["m", None, "m"],
    "area_code": [DORSET, None, POOLE], "area_name": ["Dorset", None, "Poole"], "time_period": ["2022", None, "2022"],
    "sentence": ["A total is less than its part.", "A file ends early.", "A figure jumps."], "source_id": ["s", None, "s"],
    "title": ["T", None, "T"], "file_name": ["f.csv", None, "f.csv"],
})  # fmt: skip


def test_findings_are_counted_in_words_and_filtered(demo, monkeypatch):
    monkeypatch.setattr(findings, "findings_held", lambda: FINDINGS)
    app = visit(DATA, la=DORSET)
    assert_sound(app)
    assert any("**1 error** and **2 warnings**" in text for text in texts(app))
    app.main.button_group[1].set_value("warning").run()
    assert list(with_column(app, "Finding")["Finding"]) == ["A file ends early.", "A figure jumps."]
    app.main.toggle[0].set_value(True).run()
    assert_sound(app)
    assert any("No such finding is about Dorset" in info.value for info in app.info)


def test_no_findings_are_good_news(demo, monkeypatch):
    monkeypatch.setattr(findings, "findings_held", lambda: FINDINGS.head(0))
    assert any("The checks found nothing" in text for text in texts(visit(DATA)))


def button(app, label: str):
    return next(found for found in app.main.button if found.label.startswith(label))


def until_done(app) -> None:
    upload = app.session_state["upload"]
    upload.wait(120)
    for _ in range(3):
        app.run()
        time.sleep(0.1)


def begin(app, home, *files) -> None:
    """An upload as the button begins it."""
    upload = Upload(home, files)
    app.session_state["upload"] = upload
    upload.start("preview")
    assert app.run().session_state["upload"] is upload
    until_done(app)


def test_preview_then_apply(own_home, use_home):
    use_home(own_home)
    app = visit(DATA)
    begin(app, own_home, ("ages.csv", table(ages_rows())), ("bad_*.csv", b"a,b\n1,2\n"))
    assert_sound(app)
    assert any("would be new" in text for text in texts(app))
    assert any(warning.value.startswith("**bad\\_\\*.csv** is refused: no importer knows") for warning in app.warning)
    assert list(with_column(app, "Subject", "New")["Subject"]) == ["Residents by age"]
    button(app, "Apply 1 file").click().run()
    until_done(app)
    assert_sound(app)
    assert app.success[0].value == "1 file is loaded; every page shows the new figures now."
    assert "ages.csv" in set(with_column(app, "Licence")["File"])


def test_discard_changes_nothing(own_home, use_home):
    use_home(own_home)
    app = visit(DATA)
    begin(app, own_home, ("ages.csv", table(ages_rows())))
    folder = app.session_state["upload"].folder
    button(app, "Discard").click().run()
    assert_sound(app)
    assert "upload" not in app.session_state and not folder.exists()
    assert "ages.csv" not in set(with_column(app, "Licence")["File"])


def test_a_preview_grows_old_when_somebody_else_loads(own_home, use_home):
    use_home(own_home)
    app = visit(DATA)
    begin(app, own_home, ("ages.csv", table(ages_rows())))
    other = Upload(own_home, [("other.csv", table(ages_rows(persons=7)))])
    other.start("apply")
    other.wait(120)
    app.run()
    assert any("Look again" in warning.value for warning in app.warning)
    assert not [found for found in app.main.button if found.label.startswith("Apply")]


def test_a_problem_is_told_and_one_may_begin_again(own_home, use_home):
    use_home(own_home)
    app = visit(DATA)
    begin(app, own_home, ("ages.csv", table(ages_rows())))
    app.session_state["upload"].problem = "It broke."
    app.run()
    assert app.error[0].value == "It broke."
    button(app, "Choose files again").click().run()
    assert_sound(app)


def test_without_a_warehouse_the_first_files_can_be_added(tmp_path, use_home):
    use_home(tmp_path)
    app = visit(DATA)
    assert_sound(app)
    assert "Add files" in titles(app) and len(app.info) == 1


def test_text_from_outside_makes_no_marks():
    assert plain("*a* [b](c) <d>.") == "\\*a\\* \\[b\\](c) \\<d\\>"
