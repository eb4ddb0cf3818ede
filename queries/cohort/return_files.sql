-- grain: one row per authority and file, of $source_ids, of its returns, whatever table the file holds.
select distinct
    authority_code,
    source_id
from return_file
where
    source_id in $source_ids
    and authority_code is not null
order by authority_code, source_id
