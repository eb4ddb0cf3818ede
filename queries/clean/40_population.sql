-- grain: one row per area, mid-year, sex and age; official before modelled, then newer release, then the last one loaded
with stated as (
    select
        population.*,
        origin.nature,
        row_number() over (
            partition by
                population.area_code, population.time_period, population.sex, population.age_from, population.age_to
            order by origin.standing desc
        ) as choice
    from raw.population as population
    inner join main.source_in_force as origin on population.source_id = origin.source_id
    where population.area_code in (select area.area_code from main.area as area)
)

insert into main.population by name
select
    area_code,
    time_period,
    sex,
    age_from,
    age_to,
    persons,
    nature,
    source_id
from stated
where choice = 1
order by area_code, time_period, sex, age_from, age_to
