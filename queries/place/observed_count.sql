-- grain: one row per area (or the areas together under scope_code) and period; a measure that is a plain count
with areas as (
    select if($scope_code is null, 1, len($area_codes)) as expected
),

counted as (
    select
        coalesce($scope_code, observation.area_code) as area_code,
        observation.time_period,
        sum(observation.value) as persons,
        max(observation.symbol) as symbol,
        min(observation.nature) as nature,
        max(observation.derivation) as derivation,
        max(observation.source_id) as source_id,
        count(*) as areas
    from main.observation as observation
    where
        observation.measure = $measure
        and observation.breakdown = $breakdown
        and observation.area_code in $area_codes
        and ($time_periods is null or observation.time_period in $time_periods)
    group by all
)

select
    counted.area_code,
    counted.time_period,
    'Total' as group_code,
    'Total' as group_name,
    if(counted.symbol is null, counted.persons, null) as numerator,
    null::double as denominator,
    counted.symbol,
    counted.nature,
    null::varchar as denominator_nature,
    counted.derivation,
    counted.source_id,
    null::varchar as denominator_source_id
from counted
cross join areas
where counted.areas = areas.expected
order by counted.area_code, counted.time_period
