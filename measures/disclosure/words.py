"""Symbols, and why a figure is hidden, in words."""

import pandas as pd

from settings import Settings

HIDDEN = "c"
REASONS = {
    "c": "hidden by the publisher, so that nobody is recognised: a small number, or one that would give a small number away",
    "x": "not available: nobody has published it, or it is not loaded",
    "z": "not applicable",
    "low": "more than 0 but rounds to 0",
    "u": "too unreliable to be shown",
}
PROTECTS = "hidden to protect another figure: a small number could be worked out from this one"
HIDDEN_BASE = "the number of children it would be divided by is hidden"
TOO_DETAILED = "not shown for such small places: too few children in each group"
MOSTLY_HIDDEN = "too much of it is in figures that are hidden"
DOMINATED = "hidden, because one or two contributors make up most of the amount"


def hidden_range(rules: Settings) -> str:
    """The counts that are hidden, in words: "1 to 5"."""
    return f"{rules.suppress_from if rules.show_zero else 0} to {rules.suppress_to}"


def small_number(rules: Settings) -> str:
    """Why a small count is hidden."""
    return f"small number: {hidden_range(rules)}"


def small_base(rules: Settings) -> str:
    """Why a share of few children is hidden."""
    return f"fewer than {rules.minimum_denominator} children to divide by"


def why_hidden(because: pd.Series, rules: Settings) -> list[str]:
    """A sentence for each reason for which figures are hidden, the publisher's first."""
    said = {
        REASONS["c"]: f"c: {REASONS['c']}.",
        small_number(rules): f"c: hidden, because {hidden_range(rules)} people could be recognised.",
        small_base(rules): f"c: hidden, because the figure would rest on {small_base(rules)}.",
    }
    found = set(because.dropna())
    return [text for reason, text in said.items() if reason in found] + [f"c: {reason}." for reason in sorted(found - said.keys())]
