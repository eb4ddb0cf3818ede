"""Findings that bear on Placements: listed apart on the Data page, counted on the Placements page; and what full validations found."""

import pandas as pd
import pytest

from measures import care_rules
from settings import settings
from tests.app.visit import assert_sound, headings, texts, visit
from tests.homes import copy_of
from warehouse.validations import Broken, Validation, remember

pytestmark = pytest.mark.xdist_group("placements")

DATA, PLACEMENTS = "pages/data/data.py", "pages/care/placements.py"
DORSET, PORTSMOUTH = "E06000059", "E06000044"


@pytest.fixture
def officer(demo, monkeypatch):
    """A data officer at this machine, with the generated returns of the pack."""
    monkeypatch.setenv("NEEDS_ATLAS_ROLE", "data_officer")
    settings.cache_clear()


def tables(app) -> list[pd.DataFrame]:
    return [element.value for element in app.main.dataframe]


def bearing(app) -> pd.DataFrame:
    return next(found for found in tables(app) if "Bears on" in found.columns)


def test_the_data_page_lists_them_apart_with_rule_table_rows_and_figures(officer):
    app = visit(DATA, la=DORSET)
    assert_sound(app)
    assert "Findings that bear on Placements" in [words for level, words in headings(app) if level == 3]
    rows = bearing(app)
    assert list(rows.columns) == ["Rule", "Table", "Rows", "Bears on", "Finding", "File"]
    assert set(rows["Rule"]) == {"392b"} and set(rows["Table"]) == {"Episodes"}  # the one rule that the generated returns break
    assert set(rows["Bears on"]) == {"how far from home, from where to where"}
    assert all(f"{count:,} row" in sentence for sentence, count in zip(rows["Finding"], rows["Rows"], strict=True))
    assert rows["Finding"].iloc[0].startswith("Episodes 2024/25") and len(rows) == 6


def test_without_a_return_or_a_validation_the_data_page_says_so(officer):
    said = texts(visit(DATA, la=PORTSMOUTH))
    assert "No return of children looked after (SSDA903) is held for Portsmouth." in said
    assert any(text.startswith("No return of Portsmouth has been fully validated here.") for text in said)


@pytest.mark.parametrize(("question", "count"), [("distance", 6), ("what_if", 6), ("numbers", 0), ("leavers", 0)])
def test_the_placements_page_counts_those_that_bear_on_its_question(officer, question, count):
    app = visit(PLACEMENTS, la=DORSET, question=question)
    assert_sound(app)
    expected = (
        f"**{count} findings** in the returns bear on these figures (rule 392b)."
        if count
        else "No finding in the returns bears on these figures."
    )
    assert expected in texts(app)
    assert bool([link for link in app.main if getattr(link, "type", "") == "page_link"] or app.get("page_link")) == bool(count)


@pytest.mark.parametrize(("authority", "question"), [(DORSET, "others"), (PORTSMOUTH, "leavers")])
def test_published_figures_have_no_findings_of_returns(officer, authority, question):
    assert not any("in the returns bear" in text for text in texts(visit(PLACEMENTS, la=authority, question=question)))


def test_who_may_not_see_what_the_checks_found_is_told_nothing_of_it(demo, monkeypatch):
    monkeypatch.setattr("measures.access.AT_THIS_MACHINE", frozenset())
    monkeypatch.setenv("NEEDS_ATLAS_ROLE", "analyst")
    settings.cache_clear()
    assert not any("in the returns" in text for text in texts(visit(PLACEMENTS, la=DORSET, question="distance")))
    assert "Findings that bear on Placements" not in [words for _, words in headings(visit(DATA, la=DORSET))]


def test_rules_of_our_own_have_no_number_of_the_departments(officer, monkeypatch):
    found = (
        care_rules.findings().loc[lambda rows: rows["rule_code"].notna()].head(2).assign(rule_code=["own-home", "392b"], area_code=DORSET)
    )
    monkeypatch.setattr(care_rules, "findings", lambda: found)
    monkeypatch.setattr(care_rules, "_findings_of_returns", care_rules._findings_of_returns.__wrapped__)  # nothing is remembered of these
    assert sorted(bearing(visit(DATA, la=DORSET))["Rule"]) == ["392b", "none of the DfE's"]
    assert "**2 findings** in the returns bear on these figures (rule 392b)." in texts(visit(PLACEMENTS, la=DORSET, question="distance"))


def test_a_full_validation_is_told_with_its_rules_and_whether_its_files_are_in_force(demo_home, use_home, tmp_path, monkeypatch):
    home = use_home(copy_of(demo_home, tmp_path / "home"))
    broken = (Broken("392c", "Episodes", False, ("HOME_POST", "PL_POST"), "Postcode(s) provided are invalid.", 1234),
              Broken("NoE", "Episodes", True, ("DECOM",), "No episodes.", 3))  # fmt: skip
    usual = Validation(2025, DORSET, "2026-11-22", "0.1.17", 2025, 310, 240, ("105",), ("231",), broken, ("0" * 64,))
    remember(home, usual)
    remember(home, usual)
    app = visit(DATA, la=DORSET)
    assert_sound(app)
    (said,) = [
        text for text in texts(app) if text.startswith("Full validation of the return 2024/25 on 22 November 2026: 2 of 240 rules broken.")
    ]
    assert said.endswith("! Other files than those validated are in force now.")
    rows = next(found for found in tables(app) if "What the validator says" in found.columns)
    assert rows[["Rule", "Table", "Rows"]].to_numpy().tolist() == [["392c", "Episodes", 1234], ["NoE", "Episodes, year before", 3]]
    checksums = tuple(
        each for each in care_rules.all_sources()["SHA-256"][care_rules.all_sources().index.isin(care_rules.care_sources().source_ids)][:1]
    )
    remember(home, Validation(**usual.__dict__ | {"files": checksums, "broken": ()}))
    (said,) = [text for text in texts(visit(DATA, la=DORSET)) if text.startswith("Full validation")]
    assert "0 of 240 rules broken" in said and said.endswith("The files validated are in force.")
