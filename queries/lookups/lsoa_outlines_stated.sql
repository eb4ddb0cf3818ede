-- grain: one row per LSOA of the latest census that files in force outline, of the version being written; well-known binary, WGS84
select
    boundary.area_code as lsoa_code,
    any_value(boundary.outline) as outline
from raw.boundary as boundary
semi join main.source_in_force as origin on boundary.source_id = origin.source_id
where boundary.area_code[1:3] = 'E01'
group by boundary.area_code, boundary.boundary_year
qualify boundary.boundary_year = max(boundary.boundary_year) over ()
order by lsoa_code
