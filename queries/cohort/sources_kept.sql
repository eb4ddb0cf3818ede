-- grain: one row per file whose results of pupils are kept
select distinct source_id
from pupil_result
order by source_id
