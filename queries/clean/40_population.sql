-- grain: one row per area, mid-year, sex and age; official before modelled, then the last one loaded
with stated as (
    select
        population.*,
        origin.nature,
        row_number() over (
            partition by
                population.area_code, population.time_period, population.sex, population.age_from, population.age_to
            order by origin.nature = 'official' desc, origin.load_order desc
        ) as choice
    from raw.population as population
    inner join main.source as origin on population.source_id = origin.source_id
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
