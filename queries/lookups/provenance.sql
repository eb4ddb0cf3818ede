-- grain: one row per source, with how many of the rows it stated are in force, and what has become of it.
-- A lookup is judged by its relations, not by its names of areas: these every file repeats.
with stated as (
    select
        source_id,
        count(*) as row_count
    from raw.area_lookup
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from raw.boundary
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from raw.area_centroid
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from raw.rural_urban
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from raw.population
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from raw.observation
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from raw.deprivation
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from raw.statistical_neighbour
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from raw.measure_description
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from raw.inspection_outcome
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from raw.provider
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from raw.plan
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from raw.plan_priority
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from raw.plan_indicator
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from raw.plan_fact
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from raw.plan_contradiction
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from raw.priority_area
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from raw.priority_area_member
    group by source_id
),

in_force as (
    select
        source_id,
        count(*) as row_count
    from main.area_lookup
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from main.boundary
    where method = 'published'
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from main.area_centroid
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from main.rural_urban
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from main.population
    where derivation is null
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from main.observation
    where derivation is null
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from main.deprivation
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from main.statistical_neighbour
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from main.measure_description
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from main.inspection_outcome
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from main.provider
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from main.plan
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from main.plan_priority
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from main.plan_indicator
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from main.plan_fact
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from main.plan_contradiction
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from main.priority_area
    group by source_id
    union all by name
    select
        source_id,
        count(*) as row_count
    from main.priority_area_member
    group by source_id
),

counted as (
    select
        origin.source_id,
        (
            select coalesce(sum(stated.row_count), 0) from stated
            where stated.source_id = origin.source_id
        )::bigint as rows_stated,
        (
            select coalesce(sum(in_force.row_count), 0) from in_force
            where in_force.source_id = origin.source_id
        )::bigint as rows_found
    from main.source as origin
)

select
    origin.source_id,
    origin.file_name,
    origin.checksum,
    origin.kind,
    origin.publisher,
    origin.title,
    origin.release,
    origin.release_order,
    origin.licence,
    origin.attribution,
    origin.nature,
    origin.method,
    origin.rows_read,
    origin.rows_loaded,
    origin.rows_rejected,
    origin.load_order,
    counted.rows_stated,
    least(counted.rows_found, counted.rows_stated) as rows_in_force,
    case
        when origin.is_withdrawn then 'taken out'
        when counted.rows_stated > 0 and counted.rows_found = 0 then 'replaced'
        when counted.rows_found < counted.rows_stated then 'in force in part'
        else 'in force'
    end as state,
    origin.preference > 0 as is_preferred
from main.source as origin
inner join counted on origin.source_id = counted.source_id
order by origin.load_order
