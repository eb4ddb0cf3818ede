"""What became of a file, in one line that can be printed."""

from collections import Counter

from importers.load import Outcome


def line(outcome: Outcome, dry_run: bool = False) -> str:
    """An outcome in one line, its status first; of a dry run what would become of the file."""
    if outcome.status in ("refused", "unchanged"):
        return f"{outcome.status:<10} {outcome.file}: {outcome.reason}"
    if outcome.status != "loaded":
        return f"{outcome.status:<10} {outcome.file}" + (f": source {outcome.source_id}" if outcome.source_id else "")
    rejected = f", {outcome.rejected:,} rejected ({outcome.reason})" if outcome.rejected else ""
    status = "would load" if dry_run else outcome.status
    return f"{status:<10} {outcome.file}: {outcome.kind}, {outcome.read:,} rows read, {outcome.loaded:,} loaded{rejected}"


def summary(outcomes: list[Outcome], dry_run: bool = False) -> str:
    """How many files became what, in one sentence."""
    counts = Counter(outcome.status for outcome in outcomes)
    told = ", ".join(f"{counts[status]:,} {status}" for status in ("loaded", "unchanged", "refused") if counts[status])
    return f"A dry run, nothing was changed: {told or 'no file'}." if dry_run else f"{told or 'no file'}."


def printable(text: str) -> str:
    """One line that no cell of a file can break up or dress in a terminal's control characters."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
