-- grain: one row per indicator, period and area type that holds any part of the indicator's total.
-- The parallel lists name the measures and source groups that each indicator rests on; those with academic_years write a year of the
-- Local Authority Interactive Tool (2025, 2024/25) as Explore Education Statistics does (202425).
with part as (
    select
        unnest($indicator_ids) as indicator_id,
        unnest($measures) as measure,
        unnest($source_groups) as source_group,
        unnest($academic_years) as academic_years
),

stated as (
    select distinct
        part.indicator_id,
        case
            when part.academic_years and length(observation.time_period) = 4
                then (observation.time_period::int - 1) || right(observation.time_period, 2)
            when part.academic_years then replace(observation.time_period, '/', '')
            else observation.time_period
        end as time_period,
        observation.area_code
    from part
    inner join main.observation as observation
        on part.measure = observation.measure and part.source_group = observation.group_code
)

select distinct
    stated.indicator_id,
    stated.time_period,
    area.area_type
from stated
inner join main.area as area on stated.area_code = area.area_code
order by stated.indicator_id, stated.time_period, area.area_type
