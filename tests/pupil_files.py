"""Tables of results of pupils for tests: every pupil is made up, and lives in the small made-up place of tests/small.py."""

from tests.small import LSOAS, table

KEY = "a secret of the tests alone"
HEADER = ["pupil_id", "home_postcode", "home_lsoa", "sex", "ethnicity", "fsm", "disadvantaged", "sen", "first_language", "social_care",
          "phase", "key_stage", "academic_year", "measure", "result"]  # fmt: skip
_USUAL = {
    "home_postcode": "", "home_lsoa": LSOAS[0], "sex": "Girls", "ethnicity": "White", "fsm": "NonFSM", "disadvantaged": "NonDAP",
    "sen": "NoSEN", "first_language": "English", "social_care": "none", "phase": "Primary", "key_stage": "KS2",
    "academic_year": "202425", "measure": "rwm_expected", "result": "1",
}  # fmt: skip


def pupil(number: int, **stated: object) -> dict[str, object]:
    """One row: a pupil of the first LSOA who reached the standard at eleven, unless something else is stated."""
    return {"pupil_id": f"ZX{number:07d}"} | _USUAL | stated


def pupils_file(rows: list[dict[str, object]], header: list[str] = HEADER) -> bytes:
    """Rows as CSV."""
    return table([header, *([row[name] for name in header] for row in rows)])


def plymouth_rows() -> list[dict[str, object]]:
    """100 children of five in Budshead, Plymouth: 40 with free meals, of whom 10 are well developed, and 60 without, of whom 48 are."""
    early = {"key_stage": "EYFS", "measure": "gld"}
    homes = ("E01015023", "E01015024", "E01015025")
    fed = [pupil(5000 + n, **early, home_lsoa=homes[n % 3], fsm="FSM", result=int(n < 10)) for n in range(40)]
    return fed + [pupil(6000 + n, **early, home_lsoa=homes[n % 3], sex="Boys", result=int(n < 48)) for n in range(60)]


def ward_rows() -> list[dict[str, object]]:
    """60 pupils of the first ward (15 an LSOA): 20 with free meals, of whom 8 reach the standard, and 40 without, of whom 30 do;
    7 pupils of the second ward's last LSOA; and one whose home is not known."""
    fed = [pupil(n, home_lsoa=LSOAS[n % 4], fsm="FSM", result=int(n < 8)) for n in range(20)]
    others = [pupil(100 + n, home_lsoa=LSOAS[n % 4], sex="Boys", result=int(n < 30)) for n in range(40)]
    few = [pupil(200 + n, home_lsoa=LSOAS[7]) for n in range(7)]
    return [*fed, *others, *few, pupil(300, home_lsoa="")]
