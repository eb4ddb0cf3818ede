"""Full validation of the sample returns by the real package, in its environment; skipped where that is not made."""

import csv

import pytest

from importers.validation.environment import NoEnvironment, python_in
from importers.validation.process import answer
from settings import settings
from tests.real_files import real_file

NAMES = {"episodes": "Episodes", "header": "Header", "missing": "Missing", "oc2": "OC2", "oc3": "OC3", "previous_permanence": "PrevPerm",
         "reviews": "Reviews", "uasc": "UASC"}  # fmt: skip


def table(year: int, name: str) -> dict:
    with (real_file("ssda903_fake_samples") / "combined" / f"{year}-{name}.csv").open(encoding="utf-8") as file:
        columns, *rows = csv.reader(file)
    return {"columns": columns, "rows": rows}


def test_counts_are_those_of_the_package_run_by_hand():
    """Measured with the package's own command and its report: 327 rules, 6,765 issues (a row counts once a column that its rule is about)."""
    try:
        python = python_in(settings().validator)
    except NoEnvironment as reason:
        pytest.skip(str(reason))
    tables = {NAMES[name] + last: table(year, name) for year, last in ((2021, ""), (2020, "_last")) for name in NAMES}
    request = {"tables": tables, "collection_year": 2021, "authority": "E10000016", "rules_of": 2027, "first_rows": 0}
    heard = []
    told = answer(request, python, 600, lambda at, of: heard.append((at, of)))
    assert (told["package"], told["rules_of"], told["rules"], told["ran"], len(told["skipped"])) == ("0.1.17", 2027, 327, 237, 88)
    assert told["crashed"] == ["231", "233"] and len({each["rule"] for each in told["broken"]}) == 81
    assert sum(each["rows"] * len(each["columns"]) for each in told["broken"]) == 6765
    assert heard == [(at, 327) for at in range(1, 328)]
    assert all(each["first_rows"] == [] for each in told["broken"])
