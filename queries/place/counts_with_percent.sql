-- grain: one row per area (or the areas together under scope_code) and period; a number of people that is published with its percentage.
-- The publisher does not give the denominator, so it is worked out: number divided by percentage. Areas together need it of each of them.
with stated as (
    select
        area_code,
        time_period,
        any_value(value) filter (where measure = $count_measure) as persons,
        any_value(value) filter (where measure = $percent_measure) as percentage,
        max(symbol) as symbol,
        min(nature) as nature,
        max(derivation) as derivation,
        max(source_id) as source_id
    from main.observation
    where
        measure in ($count_measure, $percent_measure)
        and breakdown = $breakdown
        and group_code = 'Total'
        and area_code in $area_codes
        and ($time_periods is null or time_period in $time_periods)
    group by area_code, time_period
),

counted as (
    select
        coalesce($scope_code, area_code) as area_code,
        time_period,
        sum(persons) as numerator,
        sum(100 * persons / nullif(percentage, 0)) as denominator,
        bool_and(persons is not null and (percentage > 0 or $scope_code is null)) as is_whole,
        any_value(percentage) filter (where $scope_code is null) as published,
        max(symbol) as symbol,
        min(nature) as nature,
        max(derivation) as derivation,
        max(source_id) as source_id,
        count(*) as areas
    from stated
    group by coalesce($scope_code, area_code), time_period
)

select
    area_code,
    time_period,
    'Total' as group_code,
    'Total' as group_name,
    if(symbol is null and is_whole, numerator, null)::double as numerator,
    if(symbol is null and is_whole, denominator, null)::double as denominator,
    if(symbol is null, published, null)::double as published,
    case
        when symbol is not null then symbol
        when not is_whole and published is null then 'x'
    end as symbol,
    nature,
    nature as denominator_nature,
    derivation,
    source_id,
    source_id as denominator_source_id
from counted
where areas = if($scope_code is null, 1, len($area_codes))
order by area_code, time_period
