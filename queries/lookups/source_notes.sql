-- grain: one row per note of an importer on a file, in the order of loading
select
    note.source_id,
    origin.file_name,
    origin.title,
    note.note_number,
    note.row_number,
    note.column_name,
    note.note,
    note.rows_rejected
from main.source_note as note
inner join main.source as origin on note.source_id = origin.source_id
order by origin.load_order, note.note_number
