"""Every importer, and the search for the one that knows a table."""

from importers.boundaries import BOUNDARY
from importers.census import CENSUS
from importers.centroids import CENTROID
from importers.components import COMPONENTS
from importers.dfe_wide import DFE_WIDE
from importers.dwp import LOW_INCOME
from importers.ees import EES
from importers.fingertips import FINGERTIPS
from importers.iod import IOD_DENOMINATORS, IOD_RANKS, IOD_SCORES
from importers.iod_summaries import IOD_SUMMARIES
from importers.lait import LAIT, LAIT_DICTIONARY, LAIT_LIST
from importers.lookups import LOOKUP
from importers.neighbours import NEIGHBOURS
from importers.nomis import NOMIS_ETHNIC_GROUP, NOMIS_POPULATION
from importers.ofsted import OFSTED_OUTCOMES, OFSTED_PROVIDERS
from importers.plans import PLAN_IMPORTERS
from importers.populations import POPULATION
from importers.pupils import PUPILS
from importers.reading import Importer
from importers.rural_urban import RURAL_URBAN
from importers.sheets import LOOK_FOR_HEADER, Sheet
from importers.ssda903.tables import RETURN_IMPORTERS

# Specific before general: the population of wards is told from a lookup by its ages.
SHEET_IMPORTERS = [
    *PLAN_IMPORTERS, PUPILS, *RETURN_IMPORTERS, EES, DFE_WIDE, NEIGHBOURS, LAIT, LAIT_DICTIONARY, LAIT_LIST, OFSTED_OUTCOMES, OFSTED_PROVIDERS, FINGERTIPS, LOW_INCOME,
    CENSUS, IOD_RANKS, IOD_SCORES, IOD_DENOMINATORS, IOD_SUMMARIES, COMPONENTS, NOMIS_POPULATION, NOMIS_ETHNIC_GROUP, POPULATION,
    CENTROID, RURAL_URBAN, LOOKUP,
]  # fmt: skip
OUTLINE_IMPORTERS = [BOUNDARY]


def find(sheet: Sheet, importers: list[Importer]) -> Importer | None:
    """The first importer that knows one of the first rows as its header; ``sheet.header_at`` is then set to that row."""
    for place, row in enumerate(sheet.preview[:LOOK_FOR_HEADER]):
        for importer in importers:
            if importer.recognises(row):
                sheet.header_at = place
                return importer
    return None
