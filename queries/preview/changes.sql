-- grain: one row per kind of table, measure, breakdown, topic, period and kind of change; figures that differ from the former version.
-- jumps are figures that both versions have and that differ by more than $percent.
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
),

compared as (
    select
        coalesce(this.held_as, former.held_as) as held_as,
        coalesce(this.measure, former.measure) as measure,
        coalesce(this.breakdown, former.breakdown) as breakdown,
        coalesce(this.group_code, former.group_code) as group_code,
        coalesce(this.area_code, former.area_code) as area_code,
        coalesce(this.time_period, former.time_period) as time_period,
        coalesce(this.source_id, former.source_id) as source_id,
        case
            when former.area_code is null then 'new'
            when this.area_code is null then 'gone'
            when former.nature = 'modelled' and this.nature = 'official' then 'official for modelled'
            when (this.figure is distinct from former.figure) or (this.symbol is distinct from former.symbol) then 'changed'
            when this.source_id <> former.source_id then 'confirmed'
        end as kind_of_change,
        coalesce(former.figure <> 0 and abs(this.figure / former.figure - 1) * 100 > $percent, false) as jumps
    from this
    full outer join former
        on
            this.held_as = former.held_as
            and this.measure = former.measure
            and this.breakdown = former.breakdown
            and this.group_code = former.group_code
            and this.area_code = former.area_code
            and this.time_period = former.time_period
)

select
    compared.held_as,
    compared.measure,
    compared.breakdown,
    if(starts_with(compared.breakdown, 'characteristic'), split_part(compared.group_code, '|', 1), '') as topic,
    compared.time_period,
    compared.kind_of_change,
    any_value(origin.title) as title,
    count(distinct compared.area_code) as areas,
    count(*) as figures,
    count(*) filter (where compared.jumps) as jumps
from compared
left join main.source as origin on compared.source_id = origin.source_id
where compared.kind_of_change is not null
group by compared.held_as, compared.measure, compared.breakdown, topic, compared.time_period, compared.kind_of_change
order by compared.held_as, compared.measure, compared.breakdown, topic, compared.time_period, compared.kind_of_change
