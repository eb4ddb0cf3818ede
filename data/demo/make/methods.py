"""How each modelled file was made: one plain sentence, which stands in the file's first row and in SOURCES.csv."""

WARDS = "population/Modelled ward ages 2012-2035.csv"
POOLE_WARDS = "population/Modelled ward ages of Poole 2011-2022.csv"
NATIONS = "population/Modelled ages of England and regions 2012-2035.csv"
BIRTHS = "births/Modelled live births 2012-2035.csv"
ETHNIC_WARDS = "census/Modelled TS021 ethnic group of wards 2023.csv"
ETHNIC_POOLE_WARDS = "census/Modelled TS021 ethnic group of Poole wards 2017.csv"
ETHNIC_POOLE = "census/Modelled TS021 ethnic group of Poole.csv"
ETHNIC_REGIONS = "census/Modelled TS021 ethnic group of regions.csv"
ETHNIC_ENGLAND = "census/Modelled TS021 ethnic group of England.csv"
LANGUAGE_WARDS = "census/Modelled main language of wards 2023.csv"
LANGUAGE_POOLE_WARDS = "census/Modelled main language of Poole wards 2017.csv"
LANGUAGE_AUTHORITIES = "census/Modelled main language of authorities.csv"
LANGUAGE_REGIONS = "census/Modelled main language of regions.csv"
LANGUAGE_ENGLAND = "census/Modelled main language of England.csv"
POSTCODES = "returns/Modelled postcodes.csv"

_ETHNIC_POOLE = (
    "The modelled counts of the wards of 2023 were handed to Poole's wards of 2017 through the small areas they share, "
    "by residents in mid-2015."
)
_ETHNIC_NATIONS = "Census totals rounded to the hundred were divided by shares of each ethnic group set by hand from general knowledge."
_LANGUAGE = (
    "Each modelled or official count of an ethnic group was divided between main languages by shares set by hand, the same "
    "everywhere, after children under 3 were taken out; the names of the eleven groups are ours."
)

METHODS = {
    WARDS: (
        "Cohorts counted in the official mid-2022 ward estimates were carried back to 2012 and forward to 2035 with net migration "
        "by age fitted to each ward, controlled to small-area children of mid-2015 and to official authority totals of ages 0 to 17 "
        "in 2020, 2021, 2023 and 2024; births after 2024 fall slowly, and years after 2024 are projections."
    ),
    POOLE_WARDS: (
        "Modelled ages of the wards of 2023 were handed to Poole's wards of 2017 through the small areas they share, controlled to "
        "small-area children of mid-2015 and to the 32,770 residents aged 0 to 19 in 2013 that Poole's plan states."
    ),
    NATIONS: (
        "Births by year set by hand from general knowledge were aged with net migration by age and scaled to the official totals of "
        "ages 0 to 17 of 2019 to 2024; all ages are set by hand, and years after 2024 are projections."
    ),
    BIRTHS: (
        "The weighted average of modelled residents aged 0 in the middle of the four nearest years, raised by 0.3 per cent for "
        "infants who died or moved away; authorities are the sums of their wards."
    ),
    ETHNIC_WARDS: (
        "The official count of each ethnic group in an authority was divided between its wards by their residents, share of "
        "young adults and deprivation, with seeded chance, and rounded so that the wards add to the authority exactly."
    ),
    ETHNIC_POOLE_WARDS: _ETHNIC_POOLE,
    ETHNIC_POOLE: _ETHNIC_POOLE,
    ETHNIC_REGIONS: _ETHNIC_NATIONS,
    ETHNIC_ENGLAND: _ETHNIC_NATIONS,
    LANGUAGE_WARDS: _LANGUAGE,
    LANGUAGE_POOLE_WARDS: _LANGUAGE,
    LANGUAGE_AUTHORITIES: _LANGUAGE,
    LANGUAGE_REGIONS: _LANGUAGE,
    LANGUAGE_ENGLAND: _LANGUAGE,
    POSTCODES: (
        "Postcodes that cannot exist, for the homes and placements of generated children: each stands for a point in a small area of 2011 or "
        "for a town to the kilometre, with the authority or district that it lies in; no address is meant."
    ),
}
