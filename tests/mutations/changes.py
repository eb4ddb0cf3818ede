"""Ways to change a table: each takes the grid of a table and a source of chance, and gives back another grid."""

import random
import re
from collections.abc import Callable

from tests.mutations.cut import Grid

Change = Callable[[Grid, random.Random], Grid]
_NUMBER = re.compile(r"^-?[\d,]+(\.\d+)?%?$")
_CODE = re.compile(r"^[EW]\d{8}$")
FORMULAS = ("=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.org","x")', "@SUM(A1:A9)", "+A1", "-2+3")
WORDS = (
    "many",
    "12 apples",
    "1e400",
    "nan",
    "inf",
    "--5",
    "1.2.3",
    "0x1F",
    "\N{ARABIC-INDIC DIGIT THREE}",
    "12/13/2024",
    "#REF!",
    "9" * 40,
)
STRANGERS = ("S12000033", "W06000015", "N09000003", "FR101", "E99999999", "e06000059", "E0600005", "E06000059 ")
NAMES = (
    "",
    " ",
    "\N{ZERO WIDTH SPACE}",
    "Robert'); drop table area;--",
    "<script>",
    "\N{WAVING WHITE FLAG}" * 90,
    "x" * 5_000,
    "\t",
    'a"b',
    "a\nb",
)


def header_at(grid: Grid) -> int:
    """The place of the header: the first row that is nearly as full as the fullest."""
    fullest = max((sum(map(bool, row)) for row in grid), default=0)
    return next((place for place, row in enumerate(grid) if sum(map(bool, row)) >= 0.7 * fullest), 0)


def _column(grid: Grid, chance: random.Random) -> int:
    return chance.randrange(max(len(grid[header_at(grid)]), 1))


def _row(grid: Grid, chance: random.Random) -> int:
    """A row below the header, where there is one."""
    first = min(header_at(grid) + 1, len(grid) - 1)
    return chance.randrange(first, len(grid))


def _each(grid: Grid, change: Callable[[list[str]], list[str]], start: int = 0) -> Grid:
    return [*grid[:start], *(change(list(row)) for row in grid[start:])]


def _drop_column(grid: Grid, chance: random.Random) -> Grid:
    place = _column(grid, chance)
    return _each(grid, lambda row: row[:place] + row[place + 1 :], header_at(grid))


def _double_column(grid: Grid, chance: random.Random) -> Grid:
    place = _column(grid, chance)
    return _each(grid, lambda row: row[: place + 1] + row[place:], header_at(grid))


def _swap_columns(grid: Grid, chance: random.Random) -> Grid:
    one, other = _column(grid, chance), _column(grid, chance)

    def swapped(row: list[str]) -> list[str]:
        if max(one, other) < len(row):
            row[one], row[other] = row[other], row[one]
        return row

    return _each(grid, swapped, header_at(grid) + chance.randrange(2))  # with their names, or under the others' names


def _rename_column(grid: Grid, chance: random.Random) -> Grid:
    top = header_at(grid)
    row, place = list(grid[top]), _column(grid, chance)
    row[place:place + 1] = [chance.choice([*NAMES, row[place] + " ", row[place].upper(), row[place - 1]])]  # fmt: skip
    return [*grid[:top], row, *grid[top + 1 :]]


def _blank_header(grid: Grid, chance: random.Random) -> Grid:
    top = header_at(grid)
    return [*grid[:top], [""] * len(grid[top]), *grid[top + 1 :]]


def _drop_row(grid: Grid, chance: random.Random) -> Grid:
    place = chance.randrange(len(grid))
    return grid[:place] + grid[place + 1 :]


def _double_row(grid: Grid, chance: random.Random) -> Grid:
    place = _row(grid, chance)
    return [*grid, grid[place]] if chance.random() < 0.5 else grid[: place + 1] + grid[place:]


def _swap_rows(grid: Grid, chance: random.Random) -> Grid:
    rows, one, other = list(grid), chance.randrange(len(grid)), chance.randrange(len(grid))
    rows[one], rows[other] = rows[other], rows[one]
    return rows


def _double_all(grid: Grid, chance: random.Random) -> Grid:
    return [*grid, *grid[header_at(grid) + 1 :]]


def _only_header(grid: Grid, chance: random.Random) -> Grid:
    return grid[: header_at(grid) + 1]


def _longer_row(grid: Grid, chance: random.Random) -> Grid:
    place = _row(grid, chance)
    return [*grid[:place], [*grid[place], "more"], *grid[place + 1 :]]


def _shorter_row(grid: Grid, chance: random.Random) -> Grid:
    place = _row(grid, chance)
    return [*grid[:place], grid[place][: chance.randrange(len(grid[place]) + 1)], *grid[place + 1 :]]


def _cell(wanted: re.Pattern | None, words: tuple[str, ...]) -> Change:
    """Another text in one cell below the header, of those that match ``wanted`` where there are any."""

    def change(grid: Grid, chance: random.Random) -> Grid:
        below = range(header_at(grid) + 1, len(grid))
        places = [(r, c) for r in below for c, cell in enumerate(grid[r]) if wanted is None or wanted.match(cell)]
        if not places:
            return grid
        row, column = chance.choice(places)
        rows = [list(cells) for cells in grid]
        rows[row][column] = chance.choice(words).replace("{}", rows[row][column])
        return rows

    return change


def _column_of(word: str) -> Change:
    """The same text in every cell of a column."""

    def change(grid: Grid, chance: random.Random) -> Grid:
        place = _column(grid, chance)
        return _each(grid, lambda row: [*row[:place], word, *row[place + 1 :]], header_at(grid) + 1)

    return change


CHANGES: dict[str, Change] = {
    "a column dropped": _drop_column, "a column doubled": _double_column, "columns swapped": _swap_columns, "a column renamed": _rename_column,
    "a blank header": _blank_header, "a row dropped": _drop_row, "a row doubled": _double_row, "rows swapped": _swap_rows,
    "all rows doubled": _double_all, "a header alone": _only_header, "a row too long": _longer_row, "a row too short": _shorter_row,
    "text in a number": _cell(_NUMBER, WORDS), "a negative number": _cell(_NUMBER, ("-{}", "-1", "-999", "-0.5")),
    "a number out of all bounds": _cell(_NUMBER, ("{}{}{}{}{}", "{}000000000", "101.5%", "1e300")),
    "an area elsewhere": _cell(_CODE, STRANGERS), "a formula": _cell(None, FORMULAS), "strange text": _cell(None, NAMES),
    "an empty cell": _cell(None, ("",)), "an empty column": _column_of(""), "a column of symbols": _column_of("c"),
    "a column of one number": _column_of("7"), "a column of formulas": _column_of("=A1"),
}  # fmt: skip
