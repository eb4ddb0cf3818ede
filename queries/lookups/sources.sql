-- grain: one row per source
select
    source_id,
    file_name,
    kind,
    publisher,
    title,
    release,
    licence,
    attribution,
    nature,
    method,
    rows_read,
    rows_loaded,
    rows_rejected,
    load_order
from main.source
order by load_order
