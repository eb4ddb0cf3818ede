-- grain: one row per edition of the indices of deprivation of which something is held, the latest first
select
    edition,
    lsoas_in_england,
    population_period,
    census_year
from main.deprivation_edition
where edition in (select deprivation.edition from main.deprivation)
order by edition desc
