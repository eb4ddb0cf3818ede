-- grain: one row per source
select
    source_id,
    checksum,
    mapping,
    load_order,
    is_withdrawn
from main.source
order by load_order
