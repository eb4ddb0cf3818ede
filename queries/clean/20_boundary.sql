-- grain: one published outline per area and boundary year; that of the greatest standing
with published as (
    select
        boundary.*,
        row_number() over (
            partition by boundary.area_code, boundary.boundary_year
            order by origin.standing desc
        ) as choice
    from raw.boundary as boundary
    inner join main.source_in_force as origin on boundary.source_id = origin.source_id
    where boundary.area_code in (select area.area_code from main.area as area)
)

insert into main.boundary by name
select
    area_code,
    boundary_year,
    outline,
    label_longitude,
    label_latitude,
    was_mended,
    source_id
from published
where choice = 1
order by area_code, boundary_year
