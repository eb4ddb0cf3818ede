"""Protected tables kept beside the warehouse: the same as those worked out, nothing exact in them, and found only by what they were made of."""

import pandas as pd
import pyarrow.parquet as pq
import pytest

from measures import care_base, kept_tables, pupil_base
from measures.care_base import LEAVERS, YEAR, periods_of_care, protected_care, protected_rows
from measures.kept_tables import CARE
from measures.pupil_base import protected_base
from settings import settings
from tests.homes import copy_of

DORSET = "E06000059"


@pytest.fixture
def home(demo_home, tmp_path, use_home):
    """A copy of the default warehouse without what others have kept."""
    home = copy_of(demo_home, tmp_path / "home", without="*.parquet")
    kept_tables._read.cache_clear()
    return use_home(home)


def files(home, family: str = "care") -> list:
    return sorted((home / "protected").glob(f"{family}-*.parquet"))


def plain(rows: pd.DataFrame) -> pd.DataFrame:
    """Texts as plain Python has them, with None wherever one is missing."""
    texts = [name for name in rows.columns if not name.startswith(("numerator", "denominator"))]
    return rows.assign(**{name: pd.Series([None if pd.isna(text) else text for text in rows[name]], dtype=object) for name in texts})


def counted_anew(*_: object) -> None:
    raise AssertionError("counted anew")


def names(base: str) -> list[str]:
    return [period.name for period in periods_of_care(base, DORSET)]


@pytest.mark.parametrize("base", [YEAR, LEAVERS])
def test_what_is_kept_is_what_was_worked_out(home, monkeypatch, base):
    worked_out = protected_rows(base, DORSET, names(base))
    assert len(files(home)) == 1
    monkeypatch.setattr(care_base, "_protected", counted_anew)
    pd.testing.assert_frame_equal(plain(protected_rows(base, DORSET, names(base))), plain(worked_out))
    some = worked_out[(worked_out["time_period"] == "2024") & (worked_out["breakdown"] == "Total")].reset_index(drop=True)
    pd.testing.assert_frame_equal(plain(protected_rows(base, DORSET, ["2024"], ["Total"])), plain(some))
    assert some["numerator"].notna().any() and worked_out["symbol"].notna().any()


@pytest.mark.parametrize("indicator_id", ["gld", "ks4_attainment8"])
def test_a_year_of_pupils_is_kept_as_it_was_worked_out(home, monkeypatch, indicator_id):
    pupil_base._protected.cache_clear()
    worked_out = protected_base(indicator_id, "E06000044", "202425")
    assert len(files(home, "pupils")) == 1 and worked_out["symbol"].notna().any()
    monkeypatch.setattr(pupil_base, "_counted", counted_anew)
    pupil_base._protected.cache_clear()
    again = protected_base(indicator_id, "E06000044", "202425")
    pd.testing.assert_frame_equal(plain(again), plain(worked_out.drop(columns="is_published")), check_dtype=False)


def test_one_period_alone_is_not_kept(home):
    protected_care(YEAR, DORSET, "2025")
    assert not files(home)


def test_nothing_exact_is_in_the_file(home):
    shown = protected_rows(YEAR, DORSET, names(YEAR))
    held = pq.read_table(files(home)[0])
    assert not {"children", "worth"} & set(held.column_names)
    hidden = held.to_pandas()[shown["symbol"].eq("c").to_numpy()]
    assert len(hidden) and hidden["numerator"].isna().all()


@pytest.mark.parametrize("change", ["rules", "build", "code"])
def test_what_other_rules_another_build_or_other_code_protected_is_not_taken(home, monkeypatch, change):
    protected_rows(YEAR, DORSET, names(YEAR))
    rules = settings()
    assert kept_tables.kept(CARE, (YEAR, DORSET), rules) is not None and kept_tables.kept(CARE, (YEAR, "E06000026"), rules) is None
    if change == "rules":
        monkeypatch.setenv("NEEDS_ATLAS_SUPPRESS_TO", "7")
        settings.cache_clear()
    elif change == "build":
        pointer = home / "current.json"
        made = kept_tables.current_version(home).made
        pointer.write_text(pointer.read_text(encoding="utf-8").replace(made, "0123456789abcdef"), encoding="utf-8")
    else:
        monkeypatch.setattr(kept_tables, "_code", lambda _: "changed")
        kept_tables._path.cache_clear()
    assert kept_tables.kept(CARE, (YEAR, DORSET), settings()) is None
    kept_tables._path.cache_clear()


def test_files_of_other_builds_are_deleted_when_one_is_written(home):
    other = home / "protected" / "care-0123456789abcdef-00.parquet"
    other.parent.mkdir(exist_ok=True)
    other.touch()
    protected_rows(LEAVERS, DORSET, names(LEAVERS))
    assert other not in files(home) and len(files(home)) == 1
