-- grain: one row per measure in force of which some of $source_ids speak
select distinct measure
from main.observation
where source_id in $source_ids
order by measure
