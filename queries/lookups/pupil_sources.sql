-- grain: one row per file of pupil results that counts, the last loaded last
select
    source_id,
    nature
from main.source
where kind = 'pupil_results' and not is_withdrawn
order by load_order
