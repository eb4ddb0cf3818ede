-- grain: one row per LSOA that a file in force names, of any census
select distinct stated.area_code as lsoa_code
from raw.area as stated
inner join main.source_in_force as origin on stated.source_id = origin.source_id
where stated.area_type = 'lsoa'
order by lsoa_code
