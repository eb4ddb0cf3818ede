"""Of which year and authority a table of a return is: told by its Episodes, or by what is known of them."""

from importers.children import is_sample
from importers.files import GivenFile
from importers.reading import Refused, ReturnTable
from importers.ssda903.authority import authority_of, expected
from importers.ssda903.years import mark_of, year_of_episodes, years_in
from settings import settings
from warehouse.returns import ReturnsDraft, Told

Known = dict[tuple, object]  # what is known of the returns of one load, by what their files have in common: Told, or that they are several
_SEVERAL = "several"
_NO_YEAR = (
    "the year of this table is not known: load it together with the Episodes of its return, from the same folder, "
    "or write both years into its name, like 2024-25"
)
_SEVERAL_YEARS = "several tables Episodes of different years go by the same name here; put each return into a folder of its own, or its years into the names"


def told_of(draft: ReturnsDraft, known: Known, file: GivenFile, part: ReturnTable) -> Told:
    """Year and authority of the table that ``draft`` has last looked at. Raises Refused where the year is not told, or what tells it contradicts itself."""
    wanted = "" if is_sample(file) else settings().return_authority
    if part.name == "episode":
        year, by = year_of_episodes(draft.run("returns/years_of_episodes"), file.path.stem, part.said.get("year", ""))
        return Told(year, by, *authority_of(draft, year, part.said, wanted))
    of_episodes = known.get(mark_of(file.path))
    if of_episodes == _SEVERAL:
        raise Refused(_SEVERAL_YEARS)
    if of_episodes:
        return Told(of_episodes.collection_year, "episodes", of_episodes.authority_code, of_episodes.authority_told_by)
    stated = years_in(part.said.get("year", ""))[0] or (int(part.said["year"][:4]) if "year" in part.said else years_in(file.path.stem)[0])
    if stated is None:
        raise Refused(_NO_YEAR)
    return Told(stated, "header" if "year" in part.said else "name", *expected(draft, stated, part.said, wanted))


def remember(known: Known, file: GivenFile, told: Told) -> None:
    """Keep what is known of a return for its other tables in the same load."""
    mark = mark_of(file.path)
    is_other = mark in known and known[mark] != _SEVERAL and known[mark].collection_year != told.collection_year
    known[mark] = _SEVERAL if is_other else told
