"""What Ofsted has registered in an authority, put together from published tables: kinds, judgements, places, and whom the places could serve."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from measures.areas import scope_of
from measures.care_series import why_no_series
from measures.catalogue import indicator
from measures.errors import CannotAnswer, or_none
from measures.held import larger_areas
from measures.periods import periods_held
from measures.selection import Selection
from measures.table import MeasureTable, Source
from measures.words import listed

JUDGEMENTS = ("Outstanding", "Good", "Requires improvement to be good", "Inadequate", "Not yet judged")
HOME, AGENCY = "Children's home", "Independent Fostering Agency"
# Ofsted inspects how these look after their boarders; no council places children in care there.
SCHOOLS = (
    "Boarding School",
    "Further Education College with Residential Accommodation",
    "Residential Holiday Scheme for Disabled Children",
)
_SHORT = {
    "Residential special school (registered as a children's home)": "Special school and home",
    "Further Education College with Residential Accommodation": "College with residence",
    "Residential Holiday Scheme for Disabled Children": "Holiday scheme for disabled children",
}
_BETWEEN = ": "
LIST = "Ofsted's list of providers of children's social care (“Children's social care data in England: provider level”, CSV or spreadsheet)"


@dataclass(frozen=True, eq=False)
class Provision:
    """What is registered in an authority on ``as_at``.

    ``frame``: a row a kind and second word (judgement or constituency): kind, second, providers, places (NaN where ``symbol`` says why), symbol.
    ``without_places``: providers of a kind that has places which state none of them. ``tables`` are the published tables it is made of.
    """

    area_name: str
    as_at: str
    frame: pd.DataFrame
    without_places: int
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    tables: tuple[MeasureTable, ...]

    @property
    def day(self) -> str:
        """The day of the list as people write it."""
        return day_words(self.as_at)


def day_words(as_at: str) -> str:
    """31 March 2023 for 2023-03-31."""
    day = date.fromisoformat(as_at)
    return f"{day.day} {day:%B %Y}"


def kind_words(kind: str) -> str:
    """A kind of provision, short enough for an axis: one capital, at the beginning."""
    return _SHORT.get(kind, kind[:1] + kind[1:].lower())


def judgement_words(judgement: str) -> str:
    """A judgement, short enough for the head of a column."""
    return judgement.removesuffix(" to be good")


def provision(authority: str, by: str, published: Callable[..., MeasureTable]) -> Provision:
    """The latest list, by kind and ``by`` (judgement or constituency). ``published`` hands out tables.

    Raises CannotAnswer, with what to load, where the list is not held or leaves the authority out.
    """
    chosen = Selection(authority, breakdown=f"kind_and_{by}")
    tables = tuple(published(key, chosen) for key in ("care_providers", "care_places", "care_providers_without_places"))
    if tables[0].is_empty:
        raise CannotAnswer(why_no_list(authority))
    providers, places, without = (table.frame.set_index("group") for table in tables)
    names = providers.index.str.partition(_BETWEEN).to_frame(index=False)
    frame = pd.DataFrame({
        "kind": names[0], "second": names[2], "providers": providers["value"].astype(int).to_numpy(),
        "places": places["value"].reindex(providers.index).to_numpy(), "symbol": places["symbol"].reindex(providers.index).to_numpy(),
    })  # fmt: skip
    unstated = without["value"].reindex(providers.index).to_numpy()[frame["symbol"].to_numpy() != "z"].sum()
    first = tables[0]
    return Provision(first.area_name, first.periods[0], frame, int(unstated), first.notes, first.sources, tables)


def why_no_list(authority: str) -> str:
    """Why nothing is said of an authority: no list is held, or the one held has nothing of it."""
    place = larger_areas().loc[authority]
    if place["area_type"] == "district":
        return f"Ofsted lists providers by the authority that answers for children's services; {place['area_name']} is a district of one, so none is counted for it."
    days = periods_held(indicator("care_providers"), scope_of(Selection(authority, by="england"))).index
    if days.empty:
        return f"{LIST} is not held. Load it on the Data page; children's homes are counted by authority and constituency only."
    return (
        f"The list of providers held ({day_words(days[-1])}) has none in {place['area_name']}: it may hold some regions only, so this is no count "
        "of 0. Load a list of all England on the Data page."
    )


def provision_sentences(found: Provision) -> list[str]:
    """How many homes with how many places, how they were judged, what lacks a number."""
    homes = found.frame[found.frame["kind"] == HOME]
    agencies = int(found.frame.loc[found.frame["kind"] == AGENCY, "providers"].sum())
    number, places = int(homes["providers"].sum()), homes["places"].sum(min_count=1)
    with_places = f" with {places:,.0f} registered places" if places == places else ""
    listed_homes = (
        f"On {found.day} Ofsted listed **{_count(number, 'children’s home')}**{with_places} in {found.area_name}"
        f" and {_count(agencies, 'independent fostering agency', 'independent fostering agencies')} based there."
    )
    said = [listed_homes]
    if number:
        judged = [f"{int(homes.loc[homes['second'] == word, 'providers'].sum())} {judgement_words(word).lower()}" for word in JUDGEMENTS
                  if (homes["second"] == word).any()]  # fmt: skip
        said.append(f"Latest overall judgement of the homes: {listed(judged)}.")
    if found.without_places:
        states, these = ("states", "it is") if found.without_places == 1 else ("state", "these are")
        said.append(f"{_count(found.without_places, 'provider')} of a kind that has places {states} none; {these} not in the sums.")
    return said


def _count(number: int, one: str, several: str = "") -> str:
    return f"{number or 'no'} {one if number == 1 else several or f'{one}s'}"


def across_boundaries(authority: str, published: Callable[..., MeasureTable]) -> list[MeasureTable]:
    """Over all periods: children of others placed here, own children placed outside, and the difference. CannotAnswer with what to load."""
    chosen = Selection(authority, period="all")
    tables = [
        or_none(published, key, chosen) for key in ("children_placed_here_by_others", "children_placed_outside", "placements_net_gain")
    ]
    known = [table for table in tables if table is not None and not table.is_empty]
    if len(known) < 2:
        raise CannotAnswer(why_no_series(authority, "children_placed_here_by_others"))
    return [table for table in tables if table is not None]


def across_sentence(here: MeasureTable, outside: MeasureTable) -> str:
    """The latest year in which both are published."""
    both = here.frame.merge(outside.frame, on="time_period", suffixes=("", "_out")).dropna(subset=["value", "value_out"])
    if both.empty:
        return ""
    row = both.sort_values("time_period").iloc[-1]
    net = row["value"] - row["value_out"]
    more = f"{abs(net):,.0f} {'more came in than went out' if net > 0 else 'more went out than came in'}" if net else "as many as went out"
    return (
        f"On 31 March {row['time_period']} **{row['value']:,.0f} children of other authorities** lived in placements here, and "
        f"{row['value_out']:,.0f} children of {here.area_name} lived in placements outside it: {more}."
    )
