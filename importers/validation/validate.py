"""A return given to the validator, and what it answers: remembered as counts, and told in lines."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from importers.audited import tell_validation
from importers.ssda903.tables import KIND
from importers.validation.gathered import Gathered
from importers.validation.process import NoAnswer, Say, answer
from warehouse.returns import KINDS
from warehouse.validations import Broken, Validation, remember
from warehouse.versions import read_pointer

_FIRST = 5
_TABLES = {kind.name for kind in KINDS.values()}
FirstRows = list[list[int]]  # of each of the rules broken, in their order


def validate(
    given: Gathered, python: Path, home: Path, seconds: float, *, rules: int | None = None, with_rows: bool = False, say: Say
) -> tuple[Validation, FirstRows]:  # fmt: skip
    """What the validator finds, and with ``with_rows`` the numbers of the first rows. Remembered in ``home`` where a warehouse is.

    Raises NoAnswer, and AuditFailed before anything is looked at.
    """
    has_warehouse = home.is_dir() and read_pointer(home) is not None
    if has_warehouse:
        tell_validation(home, KIND, sum(map(len, given.tables.values())))
    found = answer(_request(given, rules, _FIRST if with_rows else 0), python, seconds, say)
    try:
        done, first_rows = _read(found, given)
    except (KeyError, TypeError, ValueError, IndexError):
        raise NoAnswer("The validator's answer cannot be read.") from None
    if has_warehouse:
        remember(home, done)
    return done, first_rows


def _request(given: Gathered, rules: int | None, first_rows: int) -> dict:
    tables = {name: {"columns": list(rows.columns), "rows": rows.to_numpy().tolist()} for name, rows in given.tables.items()}
    asked = {"collection_year": given.collection_year, "authority": given.authority_code, "rules_of": rules}
    return asked | {"tables": tables, "first_rows": first_rows}


def _read(found: dict, given: Gathered) -> tuple[Validation, FirstRows]:
    """The answer, with most rows first; nothing but what is expected is taken over."""
    told = sorted(found["broken"], key=lambda each: (-each["rows"], each["rule"]))
    if any(each["table"] not in _TABLES for each in told):
        raise ValueError("a table that no return has")
    broken = tuple(
        Broken(str(each["rule"]), each["table"], bool(each["is_of_year_before"]), _codes(each["columns"]), str(each["says"]), int(each["rows"]))
        for each in told
    )  # fmt: skip
    validation = Validation(
        given.collection_year, given.authority_code, datetime.now(UTC).date().isoformat(), str(found["package"]), int(found["rules_of"]),
        int(found["rules"]), int(found["ran"]), _codes(sorted(found["skipped"])), _codes(sorted(found["crashed"])), broken, given.files,
    )  # fmt: skip
    return validation, [_numbers(each, given) for each in told]


def _codes(given: list) -> tuple[str, ...]:
    return tuple(map(str, given))


def _numbers(each: dict, given: Gathered) -> list[int]:
    """The numbers of rows as the file counts them."""
    rows = given.tables[each["table"] + "_last" * each["is_of_year_before"]].index
    return [int(rows[place]) for place in each["first_rows"]]


def told(done: Validation, notes: tuple[str, ...], first_rows: FirstRows) -> Iterator[str]:
    """The validation in lines: what was done, a line a rule, what was not asked."""
    yield done.sentence
    yield from (f"Note: {note}." for note in notes)
    if done.broken:
        yield f"{'rule':<10} {'rows':>7}  {'table':<22} what it says"
    for each, numbers in zip(done.broken, first_rows, strict=True):
        table = f"{each.table}, year before" if each.is_of_year_before else each.table
        rows = f" [rows {', '.join(map(str, numbers))}{' and more' if each.rows > len(numbers) else ''}]" if numbers else ""
        yield f"{each.rule:<10} {each.rows:>7,}  {table:<22} {each.says}{rows}"
    for what, rules in (("Not asked", done.skipped), ("Failed in the validator itself", done.crashed)):
        if rules:
            yield f"{what}: {', '.join(rules)}."
