-- grain: one row per source whose release_order is not known yet: the latest period of its figures, else its edition or year
with content as (
    select
        source_id,
        1 as choice,
        time_period as edition
    from raw.population
    union all by name
    select
        source_id,
        1 as choice,
        time_period as edition
    from raw.observation
    union all by name
    select
        source_id,
        2 as choice,
        edition
    from raw.deprivation
    union all by name
    select
        source_id,
        2 as choice,
        model as edition
    from raw.statistical_neighbour
    union all by name
    select
        source_id,
        2 as choice,
        boundary_year::varchar as edition
    from raw.boundary
    union all by name
    select
        source_id,
        2 as choice,
        lookup_year::varchar as edition
    from raw.area_lookup
    union all by name
    select
        source_id,
        2 as choice,
        publication_date::varchar as edition
    from raw.inspection_outcome
    where publication_date is not null
    union all by name
    select
        source_id,
        2 as choice,
        as_at::varchar as edition
    from raw.provider
    union all by name
    select
        source_id,
        3 as choice,
        boundary_year::varchar as edition
    from raw.area
),

latest as (
    select
        source_id,
        choice,
        max(edition) as edition
    from content
    where
        source_id in (
            select origin.source_id from main.source as origin
            where origin.release_order = ''
        )
    group by all
)

select
    latest.source_id,
    arg_min(latest.edition, latest.choice)
    || if(contains(lower(any_value(origin.release)), 'provisional'), ' 0 provisional', ' 1') as release_order
from latest
inner join main.source as origin on latest.source_id = origin.source_id
group by latest.source_id
order by latest.source_id
