-- grain: one row per file of an SSDA903 return that counts, the last loaded last
select
    source_id,
    nature
from main.source
where kind in ('ssda903', 'ssda903_tables') and not is_withdrawn
order by load_order
