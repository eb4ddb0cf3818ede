-- grain: one row per kind of table, measure, breakdown, topic, period, nature and source title; what is held of some areas.
-- topic is the first part of a group code where one measure carries several topics; has_figure is false where only symbols are held.
with held as (
    select
        'population' as held_as,
        '' as measure,
        '' as breakdown,
        '' as topic,
        population.area_code,
        population.time_period,
        population.nature,
        true as has_figure,
        population.source_id
    from main.population as population
    where population.area_code in $area_codes
    union all
    select
        'observation' as held_as,
        observation.measure,
        observation.breakdown,
        if(starts_with(observation.breakdown, 'characteristic'), split_part(observation.group_code, '|', 1), '') as topic,
        observation.area_code,
        observation.time_period,
        observation.nature,
        observation.value is not null as has_figure,
        observation.source_id
    from main.observation as observation
    where observation.area_code in $area_codes
    union all
    select
        'deprivation' as held_as,
        deprivation.domain as measure,
        '' as breakdown,
        '' as topic,
        deprivation.area_code,
        deprivation.edition as time_period,
        'official' as nature,
        true as has_figure,
        deprivation.source_id
    from main.deprivation as deprivation
    where deprivation.area_code in $area_codes
    union all
    select
        'statistical_neighbour' as held_as,
        '' as measure,
        '' as breakdown,
        '' as topic,
        neighbour.area_code,
        neighbour.model as time_period,
        'official' as nature,
        true as has_figure,
        neighbour.source_id
    from main.statistical_neighbour as neighbour
    where neighbour.area_code in $area_codes
    union all
    select
        'inspection_outcome' as held_as,
        '' as measure,
        '' as breakdown,
        '' as topic,
        outcome.area_code,
        year(outcome.inspection_date)::varchar as time_period,
        'official' as nature,
        true as has_figure,
        outcome.source_id
    from main.inspection_outcome as outcome
    where outcome.area_code in $area_codes
    union all
    select
        'provider' as held_as,
        '' as measure,
        '' as breakdown,
        '' as topic,
        listed.area_code,
        year(listed.as_at)::varchar as time_period,
        'official' as nature,
        true as has_figure,
        listed.source_id
    from main.provider as listed
    where listed.area_code in $area_codes
    union all
    select
        'boundary' as held_as,
        '' as measure,
        '' as breakdown,
        '' as topic,
        boundary.area_code,
        boundary.boundary_year::varchar as time_period,
        'official' as nature,
        true as has_figure,
        boundary.source_id
    from main.boundary as boundary
    where boundary.area_code in $area_codes
)

select
    held.held_as,
    held.measure,
    held.breakdown,
    held.topic,
    held.time_period,
    if(origin.nature = 'modelled', 'modelled', held.nature) as nature,
    origin.title,
    list(distinct held.area_code order by held.area_code) as area_codes,
    count(*) as rows_held,
    count(*) filter (where held.has_figure) as figures
from held
inner join main.source as origin on held.source_id = origin.source_id
group by all
order by held.held_as, held.measure, held.breakdown, held.topic, held.time_period, nature, origin.title
