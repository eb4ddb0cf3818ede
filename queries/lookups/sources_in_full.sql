-- grain: one row per source, with its checksum and how many notes there are on it
with noted as (
    select
        source_id,
        count(*) as notes
    from main.source_note
    group by source_id
)

select
    origin.source_id,
    origin.publisher,
    origin.title,
    origin.release,
    origin.nature,
    origin.licence,
    origin.attribution,
    origin.method,
    origin.file_name,
    origin.checksum,
    origin.rows_read,
    origin.rows_loaded,
    origin.rows_rejected,
    coalesce(noted.notes, 0) as notes
from main.source as origin
left join noted on origin.source_id = noted.source_id
order by origin.load_order
