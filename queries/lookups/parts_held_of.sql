-- grain: one row per measure and source group, of those given, of which a figure of an area is held in any period
select distinct
    observation.measure,
    observation.group_code as source_group
from main.observation as observation
where
    observation.area_code = $area_code
    and observation.measure in (select unnest($measures))
    and observation.value is not null
order by observation.measure, source_group
