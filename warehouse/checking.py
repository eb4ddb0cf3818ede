"""What looks wrong in a version being written: the statements of queries/checks, all of them or what a load has touched."""

from typing import Protocol

import pandas as pd

from warehouse.query import QUERIES, text_of

CHECKS = sorted(path.stem for path in (QUERIES / "checks").glob("*.sql"))
_SEVERITIES = ["error", "warning", "note"]
_ORDER = ["severity", "check_id", "source_id", "area_code", "time_period", "measure", "sentence"]
_OF_MEASURES = "getvariable('measures')"


class Asked(Protocol):
    """A version, as far as checks need it."""

    def run(self, name: str, **parameters: object) -> pd.DataFrame:
        """Rows of ``queries/<name>.sql``."""

    def only(self, variable: str, values: list[str]) -> object:
        """A block in which statements that know the variable keep to ``values``."""


def findings(version: Asked) -> pd.DataFrame:
    """Rows for the table finding: what every check finds, errors first."""
    return numbered([_found(version, name) for name in CHECKS])


def findings_again(version: Asked, source_ids: list[str]) -> pd.DataFrame:
    """The same where only what some sources say has changed.

    Checks that know the variable measures look at the measures of these sources alone; what they found of other sources stays.
    """
    by_measure = [name for name in CHECKS if _OF_MEASURES in text_of(f"checks/{name}")]
    kept = version.run("carry/findings_of_others", source_ids=source_ids)
    with version.only("measures", list(version.run("carry/measures_of_sources", source_ids=source_ids)["measure"])):
        again = [_found(version, name) for name in by_measure]
    others = [_found(version, name) for name in CHECKS if name not in by_measure]
    return numbered([kept[kept["check_id"].isin(by_measure)], *(rows[rows["source_id"].isin(source_ids)] for rows in again), *others])


def _found(version: Asked, name: str) -> pd.DataFrame:
    return version.run(f"checks/{name}").assign(check_id=name)


def numbered(found: list[pd.DataFrame]) -> pd.DataFrame:
    """All that was found in one order, whichever part of it was found when."""
    rows = pd.concat(found)
    rows["severity"] = pd.Categorical(rows["severity"], _SEVERITIES)
    rows = rows.sort_values(_ORDER, kind="stable").astype({"severity": str})
    if "row_count" in rows:  # of returns alone
        rows = rows.astype({"row_count": "Int64"})
    return rows.assign(finding_number=range(1, len(rows) + 1))
