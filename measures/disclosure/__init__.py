"""Disclosure control: what may be shown of counts of children, and what must be hidden (docs/decisions/0021).

``protect`` is for open statistics, ``protect_cohort`` for tables from children's records, ``together`` puts places and periods
together from what ``protect_cohort`` returned, ``protect_money`` is for amounts.
"""

from measures.disclosure.cohort import protect_cohort
from measures.disclosure.counts import to_nearest
from measures.disclosure.money import is_dominated, protect_money
from measures.disclosure.official import protect
from measures.disclosure.scores import protect_scores
from measures.disclosure.together import together
from measures.disclosure.words import REASONS, hidden_range, why_hidden

__all__ = [
    "REASONS",
    "hidden_range",
    "is_dominated",
    "protect",
    "protect_cohort",
    "protect_money",
    "protect_scores",
    "to_nearest",
    "together",
    "why_hidden",
]  # fmt: skip
