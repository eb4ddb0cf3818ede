-- grain: one row per age band, period and area type that holds the band, as a published total or in all its single years.
with band as (
    select
        unnest($ages_from) as age_from,
        unnest($ages_to) as age_to
),

single_year as (
    select
        area_code,
        time_period,
        age_from as age,
        count(*) as sexes
    from main.population
    where age_from = age_to and sex in ('Female', 'Male')
    group by area_code, time_period, age_from
),

held as (
    select
        band.age_from,
        band.age_to,
        single_year.time_period,
        single_year.area_code
    from band
    inner join single_year on single_year.age between band.age_from and band.age_to
    group by band.age_from, band.age_to, single_year.time_period, single_year.area_code
    having sum(single_year.sexes) = 2 * (band.age_to - band.age_from + 1)
    union
    select
        band.age_from,
        band.age_to,
        population.time_period,
        population.area_code
    from band
    inner join main.population as population
        on band.age_from = population.age_from and band.age_to = population.age_to and population.sex = 'Persons'
)

select distinct
    held.age_from,
    held.age_to,
    held.time_period,
    area.area_type
from held
inner join main.area as area on held.area_code = area.area_code
order by held.age_from, held.age_to, held.time_period, area.area_type
