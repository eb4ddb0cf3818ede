"""What the command line prints: a MeasureTable as text or JSON, and the list of indicators."""

import argparse
import json
import math
import sys
from itertools import chain

from measures.audited import printed
from measures.care_base import protect_all_care
from measures.catalogue import indicator, indicators
from measures.errors import CannotAnswer
from measures.held import all_wards, larger_areas
from measures.holdings import indicator_holdings
from measures.publish import publish
from measures.pupil_base import protect_all
from measures.selection import Selection
from measures.table import COLUMNS, MeasureTable
from measures.words import value_text

_ROW = tuple(name for name in COLUMNS if name != "group_name")  # the contract of --json; group holds the code
_SHOWN = ("area_name", "time_period", "group_name", "value", "lower", "upper", "comparator_value", "verdict", "nature")


def answer(asked: argparse.Namespace) -> str:
    """The figures asked for, as text or JSON."""
    table = publish(_indicator_id(asked), selection_of(asked))
    printed([table])
    return json.dumps(as_json(table), ensure_ascii=False, indent=1) if asked.json else as_text(table)


def _indicator_id(asked: argparse.Namespace) -> str:
    """The indicator asked for, or its twin that leaves the unknown out."""
    if not asked.without_unknown:
        return asked.indicator
    twin = indicator(asked.indicator).without_unknown
    if not twin:
        raise CannotAnswer(f"{indicator(asked.indicator).title} counts nobody as unknown; ask without --without-unknown.")
    return twin


def selection_of(asked: argparse.Namespace) -> Selection:
    """The Selection of the arguments; a ward's code selects its authority narrowed to it."""
    common = {"by": asked.by, "period": asked.period, "breakdown": asked.breakdown, "comparator": asked.comparator,
              "priority_area": asked.priority_area}  # fmt: skip
    if asked.area in larger_areas().index:
        return Selection(asked.area, **common)
    wards = all_wards()
    home = wards.loc[wards["ward_code"] == asked.area, "authority_code"]
    if home.empty:
        raise CannotAnswer(_no_such_area(asked.area))
    return Selection(home.iloc[0], wards=(asked.area,), **common)


def _no_such_area(given: str) -> str:
    """What to say of an area that is not held: a name is not a code."""
    named = larger_areas().reset_index()
    found = named.loc[named["area_name"].str.casefold() == given.casefold(), "area_code"]
    if len(found):
        return f'An area is asked for by its code: "{given}" is {" or ".join(found)}.'
    return f'The warehouse holds no area "{given}"; load its official files first.'


def plain_cell(value: object) -> object:
    """NaN as None, whole floats as integers."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value


def as_json(table: MeasureTable) -> dict:
    """The contract of --json."""
    rows = [{key: plain_cell(row[key]) for key in _ROW} for row in table.frame.to_dict("records")]
    return {
        "indicator": table.indicator.indicator_id, "title": table.title, "unit": table.indicator.unit,
        "polarity": table.indicator.polarity, "selection": table.selection.to_query() | {"by": table.selection.by},
        "rows": rows, "notes": list(table.notes),
    }  # fmt: skip


def as_text(table: MeasureTable) -> str:
    """A title, one line a row, notes and sources."""
    kind, decimals = table.indicator.kind, table.indicator.decimals
    limits = {name: table.frame[name].map(lambda figure: value_text(figure, None, kind, decimals), na_action="ignore")
              for name in ("lower", "upper", "comparator_value")}  # fmt: skip
    frame = table.frame.assign(
        value=[value_text(v, s, kind, decimals) for v, s in zip(table.frame["value"], table.frame["symbol"], strict=True)], **limits
    )
    filled = [name for name in _SHOWN if frame[name].replace("", None).notna().any()]
    body = frame[filled].astype(object).where(frame[filled].notna(), "")
    lines = [f"{table.sentence()} ({table.indicator.unit})", body.to_string(index=False), *table.notes]
    return "\n".join([*lines, *(f"Source: {source.short}. {source.attribution}" for source in table.sources)])


def listing(as_json_text: bool) -> str:
    """The indicators with topic, unit, polarity, and the periods and area types held."""
    held = indicator_holdings()
    found = [
        {"indicator": i.indicator_id, "title": i.title, "topic": i.topic, "unit": i.unit, "polarity": i.polarity,
         "periods": held[i.indicator_id]["periods"], "area_types": held[i.indicator_id]["area_types"]}
        for i in indicators().values()
    ]  # fmt: skip
    if as_json_text:
        return json.dumps(found, ensure_ascii=False, indent=1)
    return "\n".join(
        f"{f['indicator']:<58}{f['title']} ({f['unit']}; {f['polarity']}; "
        f"{f['periods'][0] + ' to ' + f['periods'][-1] if f['periods'] else 'nothing held'}; {', '.join(f['area_types'])})"
        for f in found
    )


def protect() -> str:
    """Protect every table of children's records held, with a line of progress for each on standard error; says how many."""
    tables = 0
    for tables, told in enumerate(chain(protect_all(), protect_all_care()), start=1):  # noqa: B007
        print(*told, file=sys.stderr, flush=True)
    return f"{tables} tables of children's records are protected." if tables else "No children's records are held."
