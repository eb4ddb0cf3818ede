-- grain: one row per area or relation that some of $source_ids are the first to state. What is made of places rests on these:
-- an area that was not held or was of another kind, a ward or LSOA under another name or in another year, a relation between areas.
with other as (
    select origin.source_id
    from main.source_in_force as origin
    where origin.source_id not in $source_ids
)

select
    stated.area_code as child_code,
    null::varchar as parent_code,
    stated.boundary_year as stated_year
from raw.area as stated
left join main.area as held on stated.area_code = held.area_code and stated.area_type = held.area_type
where
    stated.source_id in $source_ids
    and (
        held.area_code is null
        or (
            stated.area_type in ('ward', 'msoa', 'lsoa')
            and (stated.area_code, stated.area_name, stated.boundary_year) not in (
                select (area.area_code, area.area_name, area.boundary_year)
                from raw.area as area
                where area.source_id in (select other.source_id from other)
            )
        )
    )
union
select
    stated.child_code,
    stated.parent_code,
    stated.lookup_year as stated_year
from raw.area_lookup as stated
where
    stated.source_id in $source_ids
    and (
        stated.relation <> 'successor'
        or (stated.child_code, stated.parent_code, stated.lookup_year) not in (
            select (lookup.child_code, lookup.parent_code, lookup.lookup_year)
            from raw.area_lookup as lookup
            where lookup.relation = 'successor' and lookup.source_id in (select other.source_id from other)
        )
    )
order by child_code, parent_code, stated_year
