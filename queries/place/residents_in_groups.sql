-- grain: one row per area (or the areas together under scope_code), census year and group.
-- Residents by a census variable, those it does not apply to (code -8) left out; Total counts everybody but the majority group,
-- broad_group every group. Where two tables of the variable are held for an area, one is used: the official one first.
with resident as (
    select
        coalesce($scope_code, observation.area_code) as area_code,
        observation.time_period,
        observation.area_code as part_code,
        observation.group_code,
        observation.value,
        observation.symbol,
        observation.nature,
        observation.derivation,
        observation.source_id,
        if($breakdown = 'broad_group', split_part(observation.group_name, ':', 1), 'Total') as broad_group
    from main.observation as observation
    where
        observation.measure = 'residents'
        and starts_with(observation.breakdown, $variable)
        and observation.group_code <> '-8'
        and observation.area_code in $area_codes
        and ($time_periods is null or observation.time_period in $time_periods)
    qualify
        dense_rank() over (
            partition by observation.area_code, observation.time_period
            order by observation.nature = 'official' desc, observation.breakdown
        ) = 1
),

everybody as (
    select
        area_code,
        time_period,
        sum(value) as residents,
        max(symbol) as symbol,
        min(nature) as nature,
        max(source_id) as source_id,
        count(distinct part_code) as areas
    from resident
    group by area_code, time_period
),

counted as (
    select
        area_code,
        time_period,
        broad_group,
        sum(value) filter (where $breakdown = 'broad_group' or group_code <> $majority_code) as persons,
        min(nature) as nature,
        max(derivation) as derivation,
        max(source_id) as source_id
    from resident
    group by area_code, time_period, broad_group
)

select
    counted.area_code,
    counted.time_period,
    counted.broad_group as group_code,
    counted.broad_group as group_name,
    if(everybody.symbol is null, counted.persons, null) as numerator,
    if(everybody.symbol is null, everybody.residents, null) as denominator,
    everybody.symbol,
    counted.nature,
    everybody.nature as denominator_nature,
    counted.derivation,
    counted.source_id,
    everybody.source_id as denominator_source_id
from counted
inner join everybody on counted.area_code = everybody.area_code and counted.time_period = everybody.time_period
where everybody.areas = if($scope_code is null, 1, len($area_codes))
order by counted.area_code, counted.time_period, counted.broad_group
