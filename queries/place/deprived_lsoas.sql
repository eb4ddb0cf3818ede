-- grain: one row per area (or the areas together under scope_code) and edition of the indices.
-- What lies in the most deprived tenths (national decile up to most_decile) by one index, out of what: LSOAs ("lsoas"),
-- their residents aged 0 to 15 ("children") or all of them ("residents"). An LSOA in several of the areas counts once.
with part as (
    select distinct
        coalesce($scope_code, area_lsoa.area_code) as area_code,
        area_lsoa.edition,
        area_lsoa.lsoa_code,
        edition.population_period
    from main.area_lsoa as area_lsoa
    inner join main.deprivation_edition as edition on area_lsoa.edition = edition.edition
    where
        area_lsoa.area_code in $area_codes
        and ($time_periods is null or area_lsoa.edition in $time_periods)
),

known as (
    select distinct
        area_code,
        edition
    from main.area_lsoa
    where area_code in $area_codes
),

valued as (
    select
        part.area_code,
        part.edition,
        deprivation.national_decile <= $most_decile as is_deprived,
        if($counted = 'lsoas', 1, population.persons) as figure,
        index_source.nature as index_nature,
        deprivation.decile_source_id as index_source_id,
        population.nature as nature,
        population.source_id as population_source_id
    from part
    left join main.deprivation as deprivation
        on part.lsoa_code = deprivation.area_code and part.edition = deprivation.edition and deprivation.domain = $domain
    left join main.source as index_source on deprivation.decile_source_id = index_source.source_id
    left join main.population as population
        on
            part.lsoa_code = population.area_code
            and part.population_period = population.time_period
            and population.sex = 'Persons'
            and population.age_from = 0
            and population.age_to = if($counted = 'children', 15, 120)
),

counted as (
    select
        area_code,
        edition,
        coalesce(sum(figure) filter (where is_deprived), 0) as numerator,
        sum(figure) as denominator,
        bool_and(is_deprived is not null and figure is not null) as is_whole,
        bool_or(is_deprived is not null) as is_held,
        min(least(coalesce(index_nature, 'official'), if($counted = 'lsoas', 'official', coalesce(nature, 'official')))) as nature,
        max(index_source_id) as index_source_id,
        max(population_source_id) as population_source_id
    from valued
    group by area_code, edition
)

select
    counted.area_code,
    counted.edition as time_period,
    'Total' as group_code,
    'Total' as group_name,
    if(counted.is_whole, counted.numerator, null)::double as numerator,
    if(counted.is_whole, counted.denominator, null)::double as denominator,
    if(counted.is_whole, null, 'x') as symbol,
    counted.nature,
    counted.nature as denominator_nature,
    null::varchar as derivation,
    counted.index_source_id as source_id,
    if($counted = 'lsoas', null, counted.population_source_id) as denominator_source_id
from counted
where
    counted.is_held
    and $breakdown = 'Total'
    and ($scope_code is null or (
        select count(*) from known
        where known.edition = counted.edition
    ) = len($area_codes))
order by counted.area_code, counted.edition
