"""What became of a file, in one line that can be printed."""

from importers.load import Outcome


def line(outcome: Outcome) -> str:
    """An outcome in one line, its status first."""
    if outcome.status in ("refused", "unchanged"):
        return f"{outcome.status:<10} {outcome.file}: {outcome.reason}"
    if outcome.status != "loaded":
        return f"{outcome.status:<10} {outcome.file}" + (f": source {outcome.source_id}" if outcome.source_id else "")
    rejected = f", {outcome.rejected:,} rejected ({outcome.reason})" if outcome.rejected else ""
    return f"{outcome.status:<10} {outcome.file}: {outcome.kind}, {outcome.read:,} rows read, {outcome.loaded:,} loaded{rejected}"


def printable(text: str) -> str:
    """One line that no cell of a file can break up or dress in a terminal's control characters."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
