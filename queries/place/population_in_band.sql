-- grain: one row per area (or the areas together under scope_code), mid-year and group.
-- Residents aged age_from to age_to; a band is counted only when every single year of it is held.
-- A published total of just this band is preferred to a sum of single years.
with part as (
    select
        coalesce($scope_code, population.area_code) as area_code,
        population.time_period,
        case
            when $breakdown in ('sex', 'sex_and_single_year') then population.sex || ' '
            else ''
        end as sex_group,
        case $breakdown
            when 'age_band' then population.age_from // 5 * 5
            when 'single_year' then population.age_from
            when 'sex_and_single_year' then population.age_from
        end as age_group,
        sum(population.persons) as numerator,
        min(population.nature) as nature,
        max(population.derivation) as derivation,
        max(population.source_id) as source_id,
        count(*) as cells
    from main.population as population
    where
        population.area_code in $area_codes
        and ($time_periods is null or population.time_period in $time_periods)
        and population.age_from = population.age_to
        and population.age_from between $age_from and $age_to
        and population.sex in ('Female', 'Male')
    group by all
),

band as (
    select
        coalesce($scope_code, population.area_code) as area_code,
        population.time_period,
        sum(population.persons) filter (where population.age_to = $age_to) as persons,
        sum(population.persons) filter (where population.age_to = 120 and population.age_from = 0) as residents,
        count(*) filter (where population.age_to = $age_to) as areas,
        min(population.nature) filter (where population.age_to = $age_to) as nature,
        max(population.derivation) filter (where population.age_to = $age_to) as derivation,
        max(population.source_id) filter (where population.age_to = $age_to) as source_id,
        count(*) filter (where population.age_to = 120 and population.age_from = 0) as areas_with_residents,
        min(population.nature) filter (where population.age_to = 120 and population.age_from = 0) as residents_nature,
        max(population.source_id) filter (where population.age_to = 120 and population.age_from = 0) as residents_source_id
    from main.population as population
    where
        population.area_code in $area_codes
        and ($time_periods is null or population.time_period in $time_periods)
        and population.sex = 'Persons'
        and (
            (population.age_from = $age_from and population.age_to = $age_to)
            or (population.age_from = 0 and population.age_to = 120)
        )
    group by all
),

areas as (
    select if($scope_code is null, 1, len($area_codes)) as expected
),

complete as (
    select
        part.area_code,
        part.time_period
    from part
    cross join areas
    group by part.area_code, part.time_period
    having sum(part.cells) = max(2 * ($age_to - $age_from + 1) * areas.expected)
),

counted as (
    select
        part.area_code,
        part.time_period,
        trim(part.sex_group || coalesce(part.age_group::varchar, '')) as group_code,
        trim(part.sex_group || case
            when $breakdown = 'age_band'
                then 'aged ' || part.age_group || ' to ' || least(part.age_group + 4, $age_to)
            when part.age_group is not null then 'aged ' || part.age_group
            else ''
        end) as group_name,
        part.age_group,
        part.numerator,
        part.nature,
        part.derivation,
        part.source_id,
        2 as preference
    from part
    inner join complete on part.area_code = complete.area_code and part.time_period = complete.time_period
    union all
    select
        band.area_code,
        band.time_period,
        '' as group_code,
        '' as group_name,
        null as age_group,
        band.persons,
        band.nature,
        band.derivation,
        band.source_id,
        1 as preference
    from band
    cross join areas
    where $breakdown = 'Total' and band.areas = areas.expected
)

select
    counted.area_code,
    counted.time_period,
    coalesce(nullif(counted.group_code, ''), 'Total') as group_code,
    coalesce(nullif(counted.group_name, ''), 'Total') as group_name,
    counted.numerator::double as numerator,
    if(band.areas_with_residents = areas.expected, band.residents, null)::double as denominator,
    null::varchar as symbol,
    counted.nature,
    band.residents_nature as denominator_nature,
    counted.derivation,
    counted.source_id,
    band.residents_source_id as denominator_source_id
from counted
cross join areas
left join band on counted.area_code = band.area_code and counted.time_period = band.time_period
qualify
    row_number() over (
        partition by counted.area_code, counted.time_period, counted.group_code
        order by counted.nature = 'official' desc, counted.preference
    ) = 1
order by counted.area_code, counted.time_period, counted.age_group, counted.group_code
