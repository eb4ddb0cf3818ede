-- grain: one class per LSOA and census; that of the greatest standing
with stated as (
    select
        classified.*,
        row_number() over (partition by classified.area_code, classified.census_year order by origin.standing desc) as choice
    from raw.rural_urban as classified
    inner join main.source_in_force as origin on classified.source_id = origin.source_id
    where classified.area_code in (select area.area_code from main.area as area)
)

insert into main.rural_urban by name
select * exclude (choice)
from stated
where choice = 1
order by area_code, census_year
