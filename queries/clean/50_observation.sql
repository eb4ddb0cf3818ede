-- grain: one row per measure, area, period and group; official before modelled, then the last one loaded
with stated as (
    select
        observation.*,
        origin.nature,
        row_number() over (
            partition by
                observation.measure, observation.area_code, observation.time_period,
                observation.breakdown, observation.group_code
            order by origin.nature = 'official' desc, origin.load_order desc
        ) as choice
    from raw.observation as observation
    inner join main.source as origin on observation.source_id = origin.source_id
)

insert into main.observation by name
select
    measure,
    area_code,
    time_period,
    breakdown,
    group_code,
    group_name,
    value,
    symbol,
    nature,
    source_id
from stated
where choice = 1
order by measure, area_code, time_period, breakdown, group_code
