"""Figures as text: thousands, one decimal for shares, the symbol where a figure is hidden."""

import math
import re
from collections.abc import Sequence

_AREA_WORDS = {"country": ("country", "countries"), "county": ("county", "counties"), "authority": ("authority", "authorities"),
               "msoa": ("MSOA", "MSOAs"), "lsoa": ("LSOA", "LSOAs")}  # fmt: skip
_ACADEMIC = re.compile(r"\b(\d{4})(\d{2})\b")


def _symbol_text(symbol: object) -> str:
    return symbol if isinstance(symbol, str) and symbol else "x"


def count_text(value: float | None, symbol: object = None) -> str:
    """12,345, or the symbol."""
    return _symbol_text(symbol) if value is None or math.isnan(value) else f"{value:,.0f}"


def share_text(value: float | None, symbol: object = None, decimals: int = 1) -> str:
    """30.7%, or the symbol."""
    return _symbol_text(symbol) if value is None or math.isnan(value) else f"{value:.{decimals}f}%"


def value_text(value: float | None, symbol: object, kind: str, decimals: int) -> str:
    """A figure of an indicator of some kind as text."""
    if kind == "share":
        return share_text(value, symbol, decimals)
    if kind in ("rate", "score") and value is not None and not math.isnan(value):
        return f"{value:,.{decimals}f}"
    return count_text(value, symbol)


def year_words(period: str) -> str:
    """2024/25 for 202425, 2022/23 to 2024/25 for 202223-202425; any other period, or words with one, as they are written."""
    return re.sub(r"(?<=\d)-(?=\d{4}/)", " to ", _ACADEMIC.sub(_with_stroke, period))


def _with_stroke(found: re.Match) -> str:
    first, last = found.groups()
    return f"{first}/{last}" if int(last) == (int(first) + 1) % 100 else found[0]


def area_words(area_type: str) -> tuple[str, str]:
    """One area of a type and several: "authority", "authorities"."""
    return _AREA_WORDS.get(area_type, (area_type.replace("_", " "), f"{area_type.replace('_', ' ')}s"))


def capitalised(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]


def listed(names: Sequence[str]) -> str:
    """a, b and c; empty for none."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
