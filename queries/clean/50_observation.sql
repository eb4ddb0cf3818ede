-- grain: one row per measure, area, period and group; official before modelled, then newer release, then the last one loaded.
-- Modelled figures stand only where no official source speaks of the same subject, area and period: groups are never mixed.
with stated as (
    select
        observation.*,
        origin.nature,
        row_number() over (
            partition by
                observation.measure, observation.area_code, observation.time_period,
                observation.breakdown, observation.group_code
            order by origin.standing desc
        ) as choice,
        bool_or(origin.nature = 'official') over (
            partition by observation.measure, observation.area_code, observation.time_period, observation.breakdown
        ) as is_official_subject
    from raw.observation as observation
    inner join main.source_in_force as origin on observation.source_id = origin.source_id
    where observation.area_code in (select area.area_code from main.area as area)
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
    remark,
    source_id
from stated
where choice = 1 and (nature = 'official' or not is_official_subject)
order by measure, area_code, time_period, breakdown, group_code
