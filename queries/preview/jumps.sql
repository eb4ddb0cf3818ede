-- grain: one row per figure of an authority or a larger area that differs from the former version by more than $percent; the largest $most
with this as (
    select
        'population' as held_as,
        '' as measure,
        '' as breakdown,
        population.sex || ' ' || population.age_from || ' ' || population.age_to as group_code,
        population.sex || ' aged ' || population.age_from
        || if(population.age_to = population.age_from, '', if(population.age_to >= 120, ' and over', ' to ' || population.age_to)) as group_name,
        population.area_code,
        population.time_period,
        population.persons::double as figure,
        null::varchar as symbol,
        population.nature,
        population.source_id
    from main.population as population
    union all
    select
        'observation' as held_as,
        observation.measure,
        observation.breakdown,
        observation.group_code,
        observation.group_name,
        observation.area_code,
        observation.time_period,
        observation.value as figure,
        observation.symbol,
        observation.nature,
        observation.source_id
    from main.observation as observation
    union all
    select
        'deprivation' as held_as,
        deprivation.domain as measure,
        '' as breakdown,
        '' as group_code,
        'rank in England' as group_name,
        deprivation.area_code,
        deprivation.edition as time_period,
        deprivation.national_rank::double as figure,
        null::varchar as symbol,
        'official' as nature,
        deprivation.source_id
    from main.deprivation as deprivation
    union all
    select
        'statistical_neighbour' as held_as,
        '' as measure,
        '' as breakdown,
        neighbour.neighbour_rank::varchar as group_code,
        'neighbour ' || neighbour.neighbour_rank as group_name,
        neighbour.area_code,
        neighbour.model as time_period,
        neighbour.neighbour_la_number::double as figure,
        null::varchar as symbol,
        'official' as nature,
        neighbour.source_id
    from main.statistical_neighbour as neighbour
),

former as (
    select
        'population' as held_as,
        '' as measure,
        '' as breakdown,
        population.sex || ' ' || population.age_from || ' ' || population.age_to as group_code,
        population.sex || ' aged ' || population.age_from
        || if(population.age_to = population.age_from, '', if(population.age_to >= 120, ' and over', ' to ' || population.age_to)) as group_name,
        population.area_code,
        population.time_period,
        population.persons::double as figure,
        null::varchar as symbol,
        population.nature,
        population.source_id
    from former.main.population as population
    union all
    select
        'observation' as held_as,
        observation.measure,
        observation.breakdown,
        observation.group_code,
        observation.group_name,
        observation.area_code,
        observation.time_period,
        observation.value as figure,
        observation.symbol,
        observation.nature,
        observation.source_id
    from former.main.observation as observation
    union all
    select
        'deprivation' as held_as,
        deprivation.domain as measure,
        '' as breakdown,
        '' as group_code,
        'rank in England' as group_name,
        deprivation.area_code,
        deprivation.edition as time_period,
        deprivation.national_rank::double as figure,
        null::varchar as symbol,
        'official' as nature,
        deprivation.source_id
    from former.main.deprivation as deprivation
    union all
    select
        'statistical_neighbour' as held_as,
        '' as measure,
        '' as breakdown,
        neighbour.neighbour_rank::varchar as group_code,
        'neighbour ' || neighbour.neighbour_rank as group_name,
        neighbour.area_code,
        neighbour.model as time_period,
        neighbour.neighbour_la_number::double as figure,
        null::varchar as symbol,
        'official' as nature,
        neighbour.source_id
    from former.main.statistical_neighbour as neighbour
)

select
    this.held_as,
    this.measure,
    this.breakdown,
    if(starts_with(this.breakdown, 'characteristic'), split_part(this.group_code, '|', 1), '') as topic,
    this.group_name,
    this.time_period,
    area.area_name,
    former.figure as former_figure,
    this.figure as new_figure,
    round((this.figure / former.figure - 1) * 100, 1) as change_percent,
    former.nature as former_nature,
    this.nature as new_nature,
    origin.title
from this
inner join former
    on
        this.held_as = former.held_as
        and this.measure = former.measure
        and this.breakdown = former.breakdown
        and this.group_code = former.group_code
        and this.area_code = former.area_code
        and this.time_period = former.time_period
inner join main.area as area on this.area_code = area.area_code
inner join main.source as origin on this.source_id = origin.source_id
where
    area.area_type in ('authority', 'district', 'county', 'region', 'country')
    and this.held_as in ('population', 'observation')
    and former.figure <> 0
    and abs(this.figure / former.figure - 1) * 100 > $percent
order by abs(this.figure / former.figure - 1) desc, this.measure asc, this.area_code asc, this.time_period asc, this.group_code asc
limit $most
