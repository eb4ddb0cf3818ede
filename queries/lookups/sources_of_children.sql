-- grain: one row per file of children's records that was loaded, in force or taken out
select source_id
from main.source
where kind in ('pupil_results', 'ssda903', 'ssda903_tables')
order by source_id
