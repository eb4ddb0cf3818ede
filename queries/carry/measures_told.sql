-- grain: one row per measure of which some of $source_ids speak
select distinct measure
from raw.observation
where source_id in $source_ids
order by measure
