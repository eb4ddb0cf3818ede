-- grain: one centroid per area; the last one loaded wins
with stated as (
    select
        centroid.*,
        row_number() over (partition by centroid.area_code order by origin.load_order desc) as choice
    from raw.area_centroid as centroid
    inner join main.source as origin on centroid.source_id = origin.source_id
)

insert into main.area_centroid by name
select
    area_code,
    easting,
    northing,
    source_id
from stated
where choice = 1
order by area_code
