-- grain: one row per source
select
    source_id,
    file_name,
    checksum,
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
    load_order,
    release_order,
    preference,
    is_withdrawn
from main.source
order by load_order
