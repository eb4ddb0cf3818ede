-- grain: one row per source in force that speaks of some of $measures
select distinct source_id
from main.observation
where measure in $measures
order by source_id
