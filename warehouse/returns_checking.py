"""What looks wrong in SSDA903 returns: the rules of queries/returns as findings, which tell rows by their numbers and never what stands there."""

from typing import Protocol

import pandas as pd
from pandas.api.types import is_list_like

CHECKS = ("rules_of_rows", "rules_of_headers", "rules_of_episodes", "rules_of_children", "rules_of_returns")
_COLUMNS = ["check_id", "severity", "measure", "area_code", "time_period", "sentence", "source_id", "rule_code", "table_name",
            "row_count", "bears_on"]  # fmt: skip
_NOTHING = pd.DataFrame(columns=_COLUMNS, dtype=object)
_FIRST = 5


class Asked(Protocol):
    """A version's place file, as far as it is needed."""

    def run(self, name: str, **parameters: object) -> pd.DataFrame:
        """Rows of ``queries/<name>.sql``."""


class Looked(Protocol):
    """A version's cohort file, as far as it is needed."""

    def look(self, name: str, **parameters: object) -> pd.DataFrame:
        """Rows of ``queries/<name>.sql``."""


def findings_of_returns(place: Asked, cohort: Looked, *, is_changed: bool) -> pd.DataFrame:
    """Rows for the table finding, without numbers. Where neither returns nor what is in force has changed, those of the version before."""
    held = place.run("lookups/return_sources")
    sources, generated = list(held["source_id"]), held.loc[held["nature"] == "modelled", "source_id"]
    if not sources:
        return _NOTHING
    if not is_changed:
        held = place.run("carry/findings_of_others", source_ids=[""])
        return held[held["check_id"].isin(CHECKS)]
    found = pd.concat([cohort.look(f"returns/{name}", source_ids=sources).assign(check_id=name) for name in CHECKS])
    files = cohort.look("returns/files_held").drop_duplicates("source_id")[["source_id", "collection_year", "authority_code"]]
    found = found[~(found["source_id"].isin(generated) & (found["rule_code"] == "own-authorities"))]  # the pack means to hold two
    told = found.merge(cohort.look("returns/rules_known"), on="rule_code").merge(files, on="source_id")
    if told.empty:
        return _NOTHING
    told = told.assign(table_name=told["stated_in"].fillna(told["table_name"]))
    told = told.assign(
        sentence=[_sentence(row) for row in told.to_dict("records")],
        area_code=told["authority_code"], time_period=told["collection_year"].astype(str), measure=None,
    )  # fmt: skip
    return told[_COLUMNS]


def _sentence(row: dict) -> str:
    """One finding in words: table, year and column, what is wrong, how many rows, the first of them, the department's number."""
    year, count = int(row["collection_year"]), int(row["row_count"])
    column = f', column "{row["column_name"]}"' if isinstance(row["column_name"], str) else ""
    numbers = ", ".join(str(int(number)) for number in row["first_rows"]) if is_list_like(row["first_rows"]) else ""
    more = " and more" if count > _FIRST else ""
    rows = f"{count:,} row{'s' * (count != 1)}" + (f" ({numbers}{more})" if numbers else "")
    rule = f"; rule {row['rule_code']} of the department" if row["is_of_dfe"] else ""
    return f"{row['table_name']} {year - 1}/{year % 100:02d}{column}: {row['rule_name']}: {rows}{rule}."
