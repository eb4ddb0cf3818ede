-- grain: one row per area (or the areas together under scope_code) and edition of the indices.
-- Average of an index over the LSOAs of an area, each weighted by its residents ("residents": all, "children": aged 0 to 15): the
-- numerator is the sum of figure times residents, the denominator the residents. figure "score" is the score as published; "rank" is the
-- rank turned round, so that the most deprived LSOA of England has the highest, as the publisher averages ranks.
with part as (
    select distinct
        coalesce($scope_code, area_lsoa.area_code) as area_code,
        area_lsoa.edition,
        area_lsoa.lsoa_code,
        edition.population_period,
        edition.lsoas_in_england
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
        if($figure = 'score', deprivation.score, part.lsoas_in_england + 1 - deprivation.national_rank) as figure,
        population.persons,
        index_source.nature as index_nature,
        index_source.source_id as index_source_id,
        population.nature as nature,
        population.source_id as population_source_id
    from part
    left join main.deprivation as deprivation
        on part.lsoa_code = deprivation.area_code and part.edition = deprivation.edition and deprivation.domain = $domain
    left join main.source as index_source
        on if($figure = 'score', deprivation.score_source_id, deprivation.rank_source_id) = index_source.source_id
    left join main.population as population
        on
            part.lsoa_code = population.area_code
            and part.population_period = population.time_period
            and population.sex = 'Persons'
            and population.age_from = 0
            and population.age_to = if($weighted_by = 'children', 15, 120)
),

summed as (
    select
        area_code,
        edition,
        sum(figure * persons) as numerator,
        sum(persons) as denominator,
        bool_and(figure is not null and persons is not null) as is_whole,
        bool_or(figure is not null) as is_held,
        min(least(coalesce(index_nature, 'official'), coalesce(nature, 'official'))) as nature,
        max(index_source_id) as index_source_id,
        max(population_source_id) as population_source_id
    from valued
    group by area_code, edition
)

select
    summed.area_code,
    summed.edition as time_period,
    'Total' as group_code,
    'Total' as group_name,
    if(summed.is_whole, summed.numerator, null)::double as numerator,
    if(summed.is_whole, summed.denominator, null)::double as denominator,
    if(summed.is_whole, null, 'x') as symbol,
    summed.nature,
    summed.nature as denominator_nature,
    null::varchar as derivation,
    summed.index_source_id as source_id,
    summed.population_source_id as denominator_source_id
from summed
where
    summed.is_held
    and $breakdown = 'Total'
    and ($scope_code is null or (
        select count(*) from known
        where known.edition = summed.edition
    ) = len($area_codes))
order by summed.area_code, summed.edition
