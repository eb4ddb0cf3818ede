-- grain: one row per rule and file in force: how many rows are of no child in the header of the same return, and which are the first five
-- INT01 to INT09, one a table. Only where the return has a header: else that is a finding of its own (rules_of_returns).
with counted as (
    select *
    from return_row
    where source_id in $source_ids and (superseded_by is null or not list_has_any(superseded_by, $source_ids))
),

header as (
    select
        child_key,
        collection_year,
        authority_code
    from return_row
    where table_name = 'Header' and source_id in $source_ids
)

select
    known.rule_code,
    counted.source_id,
    count(*) as row_count,
    list_sort(min(counted.row_number, 5)) as first_rows
from counted
inner join return_rule as known on counted.table_name = known.table_name and known.rule_code between 'INT01' and 'INT09'
semi join header as any_header
    on
        counted.collection_year = any_header.collection_year
        and counted.authority_code is not distinct from any_header.authority_code
anti join header
    on
        counted.child_key = header.child_key
        and counted.collection_year = header.collection_year
        and counted.authority_code is not distinct from header.authority_code
group by known.rule_code, counted.source_id
order by known.rule_code, counted.source_id
