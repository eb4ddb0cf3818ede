"""Registered places by kind of provision, stacked by latest judgement; how many providers that are stands at the end of each bar."""

from functools import cache

import altair as alt
import pandas as pd

from components.charts.spec import DATA, compact, draw, slim
from measures.care_provision import JUDGEMENTS, SCHOOLS, Provision, judgement_words, kind_words

# Fill, and the ink of the number in it; the words stand in the legend, in the tooltip and in the table.
_FILLS = ("#1D70B8", "#AFCFE5", "#D494C1", "#812972", "#9AA5B1")
_INKS = ("#FFFFFF", "#15202B", "#15202B", "#FFFFFF", "#15202B")
_BAND, _ROOM = 34, 1.75  # pixels of a bar; the axis beside the longest bar, for the words


def _rows(found: Provision) -> pd.DataFrame:
    """A row a kind and judgement, and a row a kind with the words at its end (``shown``); those with most places first."""
    frame = found.frame[~found.frame["kind"].isin(SCHOOLS)].assign(name=lambda held: held["kind"].map(kind_words))
    whole = frame.groupby("name", as_index=False).agg(
        providers=("providers", "sum"), end=("places", "sum"), stated=("places", "count"), symbol=("symbol", "max")
    )
    whole = whole.sort_values(["end", "providers"], ascending=False)
    whole["shown"] = [_ending(row) for row in whole.to_dict("records")]
    frame = frame.assign(rank=frame["second"].map(JUDGEMENTS.index)).sort_values("rank")
    frame["high"] = frame.groupby("name")["places"].transform(lambda held: held.fillna(0).cumsum())
    frame["judgement"] = frame["second"].map(judgement_words)
    parts = frame.assign(low=frame["high"] - frame["places"].fillna(0), middle=frame["high"] - frame["places"].fillna(0) / 2)
    return pd.concat([parts[["name", "judgement", "providers", "places", "low", "middle", "high"]], whole[["name", "end", "shown"]]])


def _ending(row: dict) -> str:
    providers = f"{row['providers']:.0f} provider{'s' if row['providers'] != 1 else ''}"
    if not row["stated"]:
        return f"{providers}, {'no places to register' if row['symbol'] == 'z' else 'places not stated'}"
    return f"{providers}, {row['end']:.0f} place{'s' if row['end'] != 1 else ''}"


@cache
def provision_spec(names: tuple[str, ...], judgements: tuple[str, ...], longest: float) -> dict:
    """Bars of places, the number in each part that is wide enough for it."""
    fills, inks = ([palette[JUDGEMENTS.index(word)] for word in judgements] for palette in (_FILLS, _INKS))
    said = [judgement_words(word) for word in judgements]
    legend = alt.Legend(orient="top", columns=2, labelLimit=220)
    colour = alt.Color("judgement:N", title=None, sort=None, scale=alt.Scale(domain=said, range=fills), legend=legend)
    ink = alt.Color("judgement:N", legend=None, scale=alt.Scale(domain=said, range=inks))
    y = alt.Y("name:N", title=None, sort=list(names), axis=alt.Axis(ticks=False, labelLimit=205))
    title = "Registered places"
    x = alt.X(
        "low:Q", title=title, scale=alt.Scale(domain=[0, max(longest, 4) * _ROOM], nice=False), axis=alt.Axis(format="d", tickCount=5)
    )
    tooltip = [alt.Tooltip("name:N", title="Kind"), alt.Tooltip("judgement:N", title="Latest judgement"), alt.Tooltip("places:Q", title="Places"),
               alt.Tooltip("providers:Q", title="Providers")]  # fmt: skip
    base = alt.Chart(DATA).encode(y=y)
    bars = base.transform_filter("datum.places > 0").mark_bar(height={"band": 0.62}).encode(x=x, x2="high:Q", color=colour, tooltip=tooltip)
    numbers = base.transform_filter(f"datum.places > {longest * 0.06}").mark_text(aria=False)
    numbers = numbers.encode(x=alt.X("middle:Q", title=title), text="places:Q", color=ink)
    words = (
        base.transform_filter("isValid(datum.shown)").mark_text(align="left", dx=6).encode(x=alt.X("end:Q", title=title), text="shown:N")
    )
    return compact(alt.layer(bars, numbers, words).resolve_scale(color="independent").properties(height={"step": _BAND}))


def provision_chart(found: Provision) -> None:
    """Draw what is registered, boarding schools and colleges left out."""
    rows = _rows(found)
    ends = rows[rows["shown"].notna()]
    present = tuple(word for word in JUDGEMENTS if judgement_words(word) in set(rows["judgement"]))
    said = "; ".join(f"{name}: {words}" for name, words in zip(ends["name"], ends["shown"], strict=True))
    draw(slim(rows), provision_spec(tuple(ends["name"]), present, float(ends["end"].max())),
         f"Bars of registered places in {found.area_name} by kind and judgement. {said}.")  # fmt: skip
