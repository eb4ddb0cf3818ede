"""The areas that figures are counted over."""

from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Scope:
    """Codes to count over. With ``scope_code`` they are counted together under that code and name.

    ``parts`` are scopes counted one by one, a row each, where areas may overlap; each of them has a ``scope_code``.
    ``instead`` is counted under the same code for periods in which the codes have no figure.
    """

    codes: tuple[str, ...]
    scope_code: str | None
    name: str
    area_type: str
    names: dict[str, str] = field(hash=False, compare=False)
    parts: tuple["Scope", ...] = ()
    instead: "Scope | None" = None

    def types_of(self, area_codes: pd.Series) -> pd.Series:
        """The kind of area of each row."""
        kinds = {part.scope_code: part.area_type for part in self.parts}
        return area_codes.map(lambda code: kinds.get(code, self.area_type))


def first_held(choices: list[tuple[str, ...]], code: str, name: str, area_type: str) -> Scope | None:
    """A part counted over the first of ``choices`` that has a figure for a period; None where there are none."""
    found = None
    for codes in reversed([codes for codes in choices if codes]):
        found = Scope(codes, code, name, area_type, {}, instead=found)
    return found
