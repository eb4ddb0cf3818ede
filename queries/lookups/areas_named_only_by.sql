-- grain: one row per area and boundary year that no source but $source_id names
select
    named.area_code,
    named.area_name,
    named.area_type,
    named.boundary_year
from raw.area as named
where
    named.source_id = $source_id
    and named.area_code not in (
        select other.area_code
        from raw.area as other
        where other.source_id <> $source_id
    )
order by named.area_code, named.boundary_year
