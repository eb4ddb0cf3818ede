-- grain: one row per area that is drawn, with its outline of a year, or where that is not held of the latest year before it, else the
-- first after; and where people live in it: the population-weighted centroid as published, else a point inside the outline.
select
    boundary.area_code,
    boundary.outline,
    boundary.label_longitude as longitude,
    boundary.label_latitude as latitude,
    centroid.easting,
    centroid.northing
from main.boundary as boundary
left join main.area_centroid as centroid on boundary.area_code = centroid.area_code
where boundary.area_code in $area_codes
qualify
    row_number() over (
        partition by boundary.area_code
        order by boundary.boundary_year <= $year desc, abs(boundary.boundary_year - $year)
    ) = 1
order by boundary.area_code
