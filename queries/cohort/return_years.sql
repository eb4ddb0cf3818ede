-- grain: one row per authority and year of the returns that count: of $source_ids those that no later one of them has taken the place of.
select distinct
    authority_code,
    collection_year
from return_file
where
    table_name = 'episode'
    and source_id in $source_ids
    and authority_code is not null
    and (superseded_by is null or not list_has_any(superseded_by, $source_ids))
order by authority_code, collection_year
