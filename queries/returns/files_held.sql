-- grain: one row per table of a return that is held
select
    source_id,
    table_name,
    collection_year,
    authority_code
from return_file
order by source_id, table_name
