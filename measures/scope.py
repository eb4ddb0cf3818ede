"""The areas that figures are counted over."""

from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Scope:
    """Codes to count over. With ``scope_code`` they are counted together under that code and name.

    ``parts`` are scopes counted one by one, a row each, where areas may overlap; each of them has a ``scope_code``.
    """

    codes: tuple[str, ...]
    scope_code: str | None
    name: str
    area_type: str
    names: dict[str, str] = field(hash=False, compare=False)
    parts: tuple["Scope", ...] = ()

    def types_of(self, area_codes: pd.Series) -> pd.Series:
        """The kind of area of each row."""
        kinds = {part.scope_code: part.area_type for part in self.parts}
        return area_codes.map(lambda code: kinds.get(code, self.area_type))
