"""What a load would change, by subject and in words, from the rows that importers.preview hands over."""

import pandas as pd

from measures.freshness import spans
from measures.subjects import subject_of, subjects, year_of
from measures.words import area_words

# Kinds of change as queries/preview/changes has them, and the column of the summary.
KINDS = {"new": "New", "official for modelled": "Official for modelled", "changed": "Changed", "gone": "No longer in force",
         "confirmed": "Same from another file"}  # fmt: skip
COLUMNS = ["Subject", "Years", *KINDS.values(), "Areas", "Large changes"]
_KEY = ("held_as", "measure", "breakdown", "topic")


def _titles(rows: list[dict]) -> list[str]:
    return [subject_of(*(row[key] or "" for key in _KEY), row["title"] or "source not known").title for row in rows]


def by_subject(changes: list[dict]) -> pd.DataFrame:
    """One row a subject that changes, in the order of the subjects, with COLUMNS; columns that are 0 throughout are left out."""
    rows = pd.DataFrame(changes, columns=[*_KEY, "time_period", "kind_of_change", "title", "areas", "figures", "jumps"])
    rows = rows.assign(subject=_titles(changes), year=rows["time_period"].map(year_of))
    order = {subject.title: place for place, subject in enumerate(subjects())}
    found = [_subject_row(title, group) for title, group in rows.groupby("subject")]
    found.sort(key=lambda row: order.get(row["Subject"], len(order)))
    summary = pd.DataFrame(found, columns=COLUMNS)
    return summary[[name for name in COLUMNS if name in ("Subject", "Years", "Areas") or summary[name].sum()]]


def _subject_row(title: str, rows: pd.DataFrame) -> dict:
    counts = rows.groupby("kind_of_change")["figures"].sum()
    return {"Subject": title, "Years": spans(sorted(set(rows["year"]))), "Areas": int(rows["areas"].max()), "Large changes": int(rows["jumps"].sum()),
            } | {column: int(counts.get(kind, 0)) for kind, column in KINDS.items()}  # fmt: skip


def change_sentences(changes: list[dict], areas: list[dict]) -> list[str]:
    """What would be new, what would be replaced and what would go, in sentences. Empty when nothing would."""
    counts = {kind: sum(row["figures"] for row in changes if row["kind_of_change"] == kind) for kind in KINDS}
    said = []
    for kind, words in (
        ("new", "would be new"), ("official for modelled", "would be official instead of modelled"),
        ("changed", "would replace others of the same kind"), ("gone", "would no longer be in force, because a better source speaks of the same"),
    ):  # fmt: skip
        if counts[kind]:
            said.append(f"**{counts[kind]:,} figure{'s' * (counts[kind] != 1)}** {words}.")
    places = [_areas_words(row["area_type"], row["new_areas"]) for row in areas if row["new_areas"]]
    outlines = sum(row["new_outlines"] for row in areas)
    places += [f"{outlines:,} outline{'s' * (outlines != 1)} for maps"] * bool(outlines)
    return said + [f"New places: {', '.join(places)}."] * bool(places)


def _areas_words(area_type: str, number: int) -> str:
    one, many = area_words(area_type)
    return f"{number:,} {one if number == 1 else many}"


def jump_rows(jumps: list[dict]) -> pd.DataFrame:
    """The large changes under names in words: Subject, Figure, Area, Period, Now, Would be, Change."""
    return pd.DataFrame({
        "Subject": _titles(jumps), "Figure": [_figure_words(row) for row in jumps], "Area": [row["area_name"] for row in jumps],
        "Period": [row["time_period"] for row in jumps], "Now": [row["former_figure"] for row in jumps],
        "Would be": [row["new_figure"] for row in jumps], "Change": [f"{row['change_percent']:+,.0f}%" for row in jumps],
        "Nature": [_nature_words(row) for row in jumps],
    })  # fmt: skip


def _figure_words(row: dict) -> str:
    """Measure and group as one reads them; publishers' codes with blanks for their marks."""
    measure = row["measure"].split("@")[0].rpartition(".")[2].replace("_", " ")
    group = "" if row["group_name"] == "Total" else row["group_name"].replace("|", ", ")
    return ": ".join(filter(None, [measure, group]))


def _nature_words(row: dict) -> str:
    return row["new_nature"] if row["former_nature"] == row["new_nature"] else f"{row['new_nature']} for {row['former_nature']}"
