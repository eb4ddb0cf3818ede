"""The line that a command prints about one file."""

from importers.load import Outcome


def line(outcome: Outcome) -> str:
    """What became of a file: its kind and rows, or why it was refused."""
    if outcome.status in ("refused", "unchanged"):
        return f"{outcome.status:<10} {outcome.file}: {outcome.reason}"
    rejected = f", {outcome.rejected:,} rejected ({outcome.reason})" if outcome.rejected else ""
    return f"{outcome.status:<10} {outcome.file}: {outcome.kind}, {outcome.read:,} rows read, {outcome.loaded:,} loaded{rejected}"


def printable(text: str) -> str:
    """One line that no cell of a file can break up or dress in a terminal's control characters."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
