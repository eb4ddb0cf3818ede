-- grain: one row per LSOA in which any pupil of the given files lives, whatever the year or the measure
select distinct home_lsoa_code as lsoa_code
from pupil_result
where home_lsoa_code is not null and source_id in $source_ids
order by lsoa_code
