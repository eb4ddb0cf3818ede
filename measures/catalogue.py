"""The indicators, read from indicators/*.toml: meaning, unit, polarity, decimals and the query that counts."""

import tomllib
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from measures import figures
from measures.errors import CannotAnswer
from measures.indices import expanded

_FILES = sorted(Path(__file__).with_name("indicators").glob("*.toml"))


@dataclass(frozen=True)
class Indicator:
    """One published quantity. Shares are percentages 0 to 100, rates per ``multiplier``.

    ``without_unknown`` is the indicator that leaves those with an unknown answer out of the denominator;
    ``decimals_by`` holds the breakdowns that are published with other decimals than the rest. ``of_people`` is false
    where the numerator counts no persons; ``of_indices`` is true where periods are editions of the indices of deprivation;
    ``notes`` are sentences that go with every table of it; ``pupils`` names the results of pupils (key_stage, measure) from which it is
    counted below the level of official figures; ``returns`` the table and sets of children looked after from which it is counted, and
    ``official`` the indicator of the same kind that the department publishes, with which it is compared; ``age`` is that of the pupils whose attainment it tells, 0 where it tells none, and
    ``short`` what such a one is called where there is little room.
    """

    indicator_id: str
    title: str
    topic: str
    data: str
    kind: str
    unit: str
    polarity: str
    decimals: int
    interval: str
    query: str
    period_means: str
    breakdowns: tuple[str, ...]
    parameters: dict = field(default_factory=dict, hash=False)
    no_interval_because: str = ""
    multiplier: int = 100
    titles: dict = field(default_factory=dict, hash=False)
    without_unknown: str = ""
    decimals_by: dict = field(default_factory=dict, hash=False)
    of_people: bool = True
    of_indices: bool = False
    notes: tuple[str, ...] = ()
    pupils: dict = field(default_factory=dict, hash=False)
    returns: dict = field(default_factory=dict, hash=False)
    official: str = ""
    age: int = 0
    short: str = ""

    def shown_by(self, breakdown: str) -> "Indicator":
        """The indicator with the decimals its publisher gives in ``breakdown``."""
        return replace(self, decimals=self.decimals_by[breakdown]) if breakdown in self.decimals_by else self

    @property
    def is_of_published_figures(self) -> bool:
        """True where breakdowns come from different files, which need not hold the same periods."""
        return self.query == figures.QUERY

    def title_by(self, breakdown: str) -> str:
        """What a table of the indicator by ``breakdown`` is called: its rows may be other groups than the indicator's own."""
        return self.titles.get(breakdown, self.title)


def _merged(stated: dict, content: dict) -> dict:
    """The file's defaults, then the family, then the indicator's own words."""
    family = content.get("families", {}).get(stated.get("family", ""), {})
    merged = content["defaults"] | family | stated
    if "figures" in merged:
        merged |= {"query": figures.QUERY, "parameters": figures.parameters_of(merged), "breakdowns": list(merged["figures"]),
                   "decimals_by": figures.decimals_of(merged)}  # fmt: skip
    kept = {field.name for field in fields(Indicator)} & merged.keys()
    return {key: merged[key] for key in kept} | {key: tuple(merged.get(key, ())) for key in ("breakdowns", "notes")}


@cache
def indicators() -> dict[str, Indicator]:
    """All indicators by id, in the order of the files."""
    contents = [tomllib.loads(path.read_text(encoding="utf-8")) for path in _FILES]
    return {key: Indicator(indicator_id=key, **_merged(stated, content)) for content in contents for key, stated in expanded(content)}


def indicator(indicator_id: str) -> Indicator:
    """One indicator; CannotAnswer for an unknown id."""
    found = indicators().get(indicator_id)
    if found is None:
        near = get_close_matches(indicator_id, indicators(), n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise CannotAnswer(f'There is no indicator "{indicator_id}"; {hint}python -m measures --list shows them all.')
    return found
