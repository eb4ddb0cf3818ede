-- grain: one row per note on a source; rows_rejected says how many rows were left out for the reason it gives
select
    source_id,
    note_number,
    row_number,
    column_name,
    note,
    rows_rejected
from main.source_note
order by source_id, note_number
