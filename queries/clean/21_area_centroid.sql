-- grain: one centroid per area; that of the greatest standing
with stated as (
    select
        centroid.*,
        row_number() over (partition by centroid.area_code order by origin.standing desc) as choice
    from raw.area_centroid as centroid
    inner join main.source_in_force as origin on centroid.source_id = origin.source_id
    where centroid.area_code in (select area.area_code from main.area as area)
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
