-- grain: one row per file of children's records that is kept
select source_id
from pupil_result
union
select source_id
from return_file
order by source_id
