"""Which groups of pupils fall behind, and whom each is set against."""

from functools import lru_cache

from measures.catalogue import Indicator, indicator, indicators
from measures.held import version
from warehouse import query

TOTAL = "Total"
PEERS = {"local": "local peers", "national": "national peers", "national_all": "all pupils in England"}
WHO_PEERS_ARE = "Local peers are those in the same authority who are not in the group, national peers those in England; where nobody publishes them, all pupils."
BREAKDOWNS = {
    "fsm": "Free school meals", "disadvantaged": "Disadvantage", "sen": "Special educational needs", "social_care": "Social care",
    "ethnicity": "Ethnic group", "sex": "Sex", "first_language": "First language",
}  # fmt: skip
# A group and those it is set against, the first that has figures; a group that is not named here is set against all pupils.
_COUNTERPARTS = {
    "FSM": ("NonFSM", "NotKnownFSM"), "DAP": ("NonDAP",), "SENSupport": ("NoSEN",), "EHCP": ("NoSEN",), "Boys": ("Girls",),
    "NotEnglish": ("English",),
}  # fmt: skip
_SET_AGAINST = frozenset(code for codes in _COUNTERPARTS.values() for code in codes)
_PARTS = ("breakdowns", "roles", "measures", "source_groups")
OF_A_DOZEN = ("CLA",)  # so few that chance moves them from year to year, whatever is published
FEW_PUPILS = 30


@lru_cache(maxsize=1024)
def names_of(indicator_id: str, breakdown: str) -> dict[str, str]:
    """Name by code of all groups of a breakdown, as the indicator states them. Not to be changed."""
    parts = indicator(indicator_id).parameters
    rows = zip(parts.get("breakdowns", ()), parts.get("groups", ()), parts.get("names", ()), strict=True)
    return {code: name for stated, code, name in rows if stated == breakdown}


def groups_of(indicator_id: str, breakdown: str) -> dict[str, str]:
    """The same of the groups that a gap can be told of: not those that are set against others."""
    return {code: name for code, name in names_of(indicator_id, breakdown).items() if code not in _SET_AGAINST}


def counterparts(indicator_id: str, breakdown: str, group: str) -> tuple[str, ...]:
    """Whom a group is set against, in the order in which they are taken; TOTAL where the indicator states none of them."""
    stated = names_of(indicator_id, breakdown)
    return tuple(code for code in _COUNTERPARTS.get(group, ()) if code in stated) or (TOTAL,)


def measures_with_gaps() -> dict[str, Indicator]:
    """The indicators of attainment by id, youngest pupils first."""
    found = {key: wanted for key, wanted in indicators().items() if wanted.age}
    return dict(sorted(found.items(), key=lambda item: item[1].age))


def breakdowns_of(indicator_id: str) -> tuple[str, ...]:
    """The breakdowns in which an indicator has gaps."""
    return tuple(key for key in BREAKDOWNS if key in indicator(indicator_id).breakdowns)


def held_of(area: str) -> dict[str, tuple[str, ...]]:
    """By id of the measures with gaps the breakdowns, Total among them, of which any figure of an area is held. Not to be changed."""
    return _held_of(area, version())


@lru_cache(maxsize=512)
def _held_of(area: str, in_version: str) -> dict[str, tuple[str, ...]]:
    parts = {key: list(zip(*(wanted.parameters[name] for name in _PARTS), strict=True)) for key, wanted in measures_with_gaps().items()}
    measures = sorted({measure for rows in parts.values() for _, _, measure, _ in rows})
    held = set(query("lookups/parts_held_of", area_code=area, measures=measures).itertuples(index=False, name=None))
    told = ("counts", "figure")
    found = {
        key: tuple(dict.fromkeys(by for by, role, measure, group in rows if role in told and (measure, group) in held))
        for key, rows in parts.items()
    }
    return {key: breakdowns for key, breakdowns in found.items() if breakdowns}


def peers_of(indicator_id: str, breakdown: str, group: str) -> tuple[str, ...]:
    """The comparisons that differ for a group: one that is set against all pupils has no others in England."""
    alone = counterparts(indicator_id, breakdown, group) == (TOTAL,)
    return tuple(key for key in PEERS if not (alone and key == "national"))
