"""What the columns of the English indices of deprivation are, however their names are spaced, broken, capitalised or cut short."""

import re
from dataclasses import dataclass

from importers.cells import year_in
from importers.sheets import unique_names

EDITIONS = {(2011, 2013): "2015", (2011, 2015): "2015", (2011, 2019): "2019", (2021, 2024): "2025"}
LSOAS = {"2015": 32_844, "2019": 32_844, "2025": 33_755}
DOMAINS = {
    "imd": ("Index of Multiple Deprivation (IMD)", "IMD"),
    "idaci": ("Income Deprivation Affecting Children Index (IDACI)", "IDACI"),
    "idaopi": ("Income Deprivation Affecting Older People (IDAOPI)", "Income Deprivation Affecting Older People Index (IDAOPI)", "IDAOPI"),
    "income": ("Income",), "employment": ("Employment",), "education": ("Education, Skills and Training", "Education"),
    "health": ("Health Deprivation and Disability", "Health"), "crime": ("Crime",),
    "housing": ("Barriers to Housing and Services", "Barriers"), "environment": ("Living Environment",),
    "children_and_young_people": ("Children and Young People Sub-domain",), "adult_skills": ("Adult Skills Sub-domain",),
    "geographical_barriers": ("Geographical Barriers Sub-domain",), "wider_barriers": ("Wider Barriers Sub-domain",),
    "indoors": ("Indoors Sub-domain",), "outdoors": ("Outdoors Sub-domain",),
}  # fmt: skip
# What is said of a domain: our name, what the column must say at least, and what it says in full.
_FIGURES = (
    ("national_rank", "Rank", "Rank (where 1 is most deprived)"),
    ("national_decile", "Decile", "Decile (where 1 is most deprived 10% of LSOAs)"),
    ("score", "Score", "Score (rate)"),
    ("transformed_score", "Score - e", "Score - exponentially transformed"),
)
_SUMMARIES = (
    ("average_rank", "Average rank", "Average rank"),
    ("rank_of_average_rank", "Rank of average rank", "Rank of average rank"),
    ("average_score", "Average score", "Average score"),
    ("rank_of_average_score", "Rank of average score", "Rank of average score"),
    ("proportion_lsoas_most_deprived_10_percent", "Proportion of LSOAs", "Proportion of LSOAs in most deprived 10% nationally"),
    ("rank_of_proportion_lsoas_most_deprived_10_percent", "Rank of proportion of LSOAs",
     "Rank of proportion of LSOAs in most deprived 10% nationally"),
    ("extent", "Extent", "Extent"), ("rank_of_extent", "Rank of extent", "Rank of extent"),
    ("local_concentration", "Local conc", "Local concentration"), ("rank_of_local_concentration", "Rank of local conc", "Rank of local concentration"),
    ("scale", "Scale", "Scale"), ("rank_of_scale", "Rank of scale", "Rank of scale"),
)  # fmt: skip
_AGES = {
    "Total population: mid": (0, 120), "Dependent Children aged 0-15: mid": (0, 15),
    "Population aged 16-59: mid": (16, 59), "Older population aged 60 and over: mid": (60, 120),
}  # fmt: skip
_PLACES = re.compile(r"^(lsoa|(?:uppertier)?localauthoritydistrict)(code|name)(\d{4})$")
_LEFT_OUT = "workingagepopulation"  # 18 to 59 or 64 by sex, later 18 to 66: a base of one domain, no count of an age


@dataclass(frozen=True)
class Place:
    """The columns of an area: of its code and, where there is one, of its name, and the year of its boundaries."""

    code: str
    name: str | None
    year: int


def squeezed(text: str) -> str:
    """The letters, digits and per cent signs of a column name: what is left when blanks, breaks, case and dashes do not matter."""
    return re.sub(r"[^a-z0-9%]", "", text.lower())


def _table(kinds: tuple) -> list[tuple[str, str, str]]:
    return [(name, squeezed(least), squeezed(full)) for name, least, full in kinds]


_FIGURE_TABLE, _SUMMARY_TABLE = _table(_FIGURES), _table(_SUMMARIES)
_ALIASES = sorted(((squeezed(alias), name) for name, aliases in DOMAINS.items() for alias in aliases), key=lambda pair: -len(pair[0]))
_AGE_TABLE = {squeezed(start): ages for start, ages in _AGES.items()}


def _said(rest: str, table: list[tuple[str, str, str]]) -> str | None:
    """The name of what a column says of a domain; the end of it may be cut off."""
    return next((name for name, least, full in reversed(table) if rest.startswith(least) and full.startswith(rest)), None)


def _about(column: str, table: list[tuple[str, str, str]], edition: str = "") -> tuple[str, str] | None:
    """Domain and what is said of it, for one column."""
    text = squeezed(column)
    for alias, domain in _ALIASES:
        rest = re.sub(edition, "", text[len(alias) :]) if text.startswith(alias) else ""
        if rest and (said := _said(rest, table)):
            return domain, said
    return None


def figures(header: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """The ranks, deciles and scores of LSOAs in a header: column, domain and which of them it is."""
    columns = zip(unique_names(header), header, strict=True)
    return [(column, *about) for column, name in columns if (about := _about(name, _FIGURE_TABLE))]


def summaries(header: tuple[str, ...]) -> list[tuple[str, str]]:
    """The summaries of authorities in a header: column and measure, such as imd_average_score."""
    found = []
    for column, name in zip(unique_names(header), header, strict=True):
        text = re.sub(r"^rankof(income|employment)scale$", r"\1rankofscale", squeezed(name))
        if about := _about(text, _SUMMARY_TABLE, r"^(?:20)?(?:15|19|25)"):
            found.append((column, f"{about[0]}_{about[1]}"))
    return found


def residents(header: tuple[str, ...]) -> list[tuple[str, tuple[int, int]]]:
    """The columns of residents in a header that state a year, each with its ages."""
    return [
        (column, ages)
        for column, name in zip(unique_names(header), header, strict=True)
        for start, ages in _AGE_TABLE.items()
        if squeezed(name).startswith(start) and year_in(name)
    ]


def places(header: tuple[str, ...]) -> dict[str, Place]:
    """The areas of a header by level: lsoa, localauthoritydistrict, uppertierlocalauthoritydistrict."""
    matches = [(column, match) for column in header if (match := _PLACES.match(squeezed(column)))]
    names = {(match[1], match[3]): column for column, match in matches if match[2] == "name"}
    return {
        match[1]: Place(column, names.get((match[1], match[3])), int(match[3])) for column, match in reversed(matches) if match[2] == "code"
    }


def unknown(header: tuple[str, ...], known: set[str]) -> list[str]:
    """The named columns of a header that are none of ``known``, no place and not left out on purpose."""
    columns = zip(unique_names(header), header, strict=True)
    return [
        column
        for column, name in columns
        if name and column not in known and not _PLACES.match(squeezed(name)) and not squeezed(name).startswith(_LEFT_OUT)
    ]
