-- grain: one row per area; a real name before a bare code, then the latest naming, then standing.
-- An area that is held already, from the version before, is brought up to date.
with successor as (
    select
        child_code,
        min(lookup_year) as successor_year
    from raw.area_lookup
    where
        relation = 'successor'
        and source_id in (select origin.source_id from main.source_in_force as origin)
    group by child_code
),

named as (
    select
        area.area_code,
        area.area_name,
        area.area_type,
        area.source_id,
        min(area.boundary_year) over (partition by area.area_code) as first_year,
        max(area.boundary_year) over (partition by area.area_code) as last_year,
        row_number() over (
            partition by area.area_code
            order by
                area.area_name = area.area_code, area.boundary_year desc,
                origin.standing desc
        ) as choice
    from raw.area as area
    inner join main.source_in_force as origin on area.source_id = origin.source_id
)

insert into main.area
select
    named.area_code,
    named.area_name,
    named.area_type,
    named.first_year,
    coalesce(successor.successor_year - 1, named.last_year) as last_year,
    successor.child_code is not null as is_historic,
    named.source_id
from named
left join successor on named.area_code = successor.child_code
where named.choice = 1
order by named.area_code
on conflict (area_code) do update
    set
        area_name = excluded.area_name,
        first_year = excluded.first_year,
        last_year = excluded.last_year,
        is_historic = excluded.is_historic,
        source_id = excluded.source_id
