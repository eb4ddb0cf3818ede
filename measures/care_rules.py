"""Findings in returns of children looked after that bear on the figures of the Placements page, and what full validations of them found."""

from functools import lru_cache

import pandas as pd

from measures.care import care_sources, years_of_returns
from measures.held import version
from measures.quality import findings
from measures.sources import all_sources
from measures.words import listed
from settings import settings
from warehouse.validations import Validation, remembered

# The figures that a rule may bear on (return_rule.bears_on), in words.
FIGURES = {
    "numbers": "how many and who", "distance": "how far from home", "places": "from where to where", "moves": "how settled",
    "leavers": "care leavers",
}  # fmt: skip
_OWN = "own-"  # rules that the department does not have


def findings_of_returns(authority: str, figures: tuple[str, ...] = tuple(FIGURES)) -> pd.DataFrame:
    """The findings in the returns that count of an authority, or of no known one, that bear on some of ``figures``; as ``findings`` has them.

    Nobody is asked who asks: pages show them to those who may see what the checks found. Remembered, and not to be changed.
    """
    return _findings_of_returns(authority, figures, version())


@lru_cache(maxsize=256)
def _findings_of_returns(authority: str, figures: tuple[str, ...], in_version: str) -> pd.DataFrame:
    found = findings()
    is_counted = found["source_id"].isin(care_sources().source_ids) & (found["area_code"].isna() | (found["area_code"] == authority))
    return found[is_counted & found["bears_on"].fillna("").map(lambda stated: bool(set(stated.split()) & set(figures)))]


def readable(found: pd.DataFrame) -> pd.DataFrame:
    """Findings of returns under names in words, the latest year first: the department's number, or that it has none, and what they bear on."""
    rows = found.sort_values(["time_period", "finding_number"], ascending=[False, True])
    number = rows["rule_code"].astype(str)
    return pd.DataFrame({
        "Rule": number.mask(number.str.startswith(_OWN), "none of the DfE's"), "Table": rows["table_name"].fillna(""),
        "Rows": rows["row_count"].astype("Int64"), "Bears on": rows["bears_on"].map(_words), "Finding": rows["sentence"],
        "File": rows["file_name"].fillna(""),
    })  # fmt: skip


def _words(stated: str) -> str:
    return ", ".join(FIGURES[each] for each in stated.split())


def rules_words(found: pd.DataFrame) -> str:
    """The department's numbers among some findings: "rules 392b and 454"; empty where they have none."""
    numbers = sorted({code for code in found["rule_code"] if not code.startswith(_OWN)})
    return f"rule{'s' * (len(numbers) > 1)} {listed(numbers)}" if numbers else ""


def has_returns(authority: str) -> bool:
    """Whether a return of an authority is held."""
    return bool(years_of_returns(authority))


def validations_of(authority: str) -> list[tuple[Validation, bool]]:
    """The full validations of returns of an authority, the latest year first, and whether all that was validated is in force."""
    sources = all_sources()
    in_force = set(sources.loc[sources.index.isin(care_sources().source_ids), "SHA-256"])
    done = [each for each in remembered(settings().home) if each.authority_code == authority]
    return [(each, all(any(file.startswith(known) for known in in_force) for file in each.files)) for each in done]


def rules_broken(done: Validation) -> pd.DataFrame:
    """The rules that a validation found broken, under names in words: counts of rows, never a row."""
    table = [f"{each.table}, year before" if each.is_of_year_before else each.table for each in done.broken]
    return pd.DataFrame({
        "Rule": [each.rule for each in done.broken], "Table": table, "Rows": [each.rows for each in done.broken],
        "What the validator says": [each.says for each in done.broken], "Columns": [", ".join(each.columns) for each in done.broken],
    })  # fmt: skip
