-- grain: one row per rule and file in force: how many children's rows are of no child in the header of the same return, and the first five
-- Only where the return has a header: else that is a finding of its own (rules_of_returns).
with stated as (
    select
        'INT01' as rule_code,
        'adoption' as table_name,
        source_id,
        row_number,
        child_key,
        collection_year,
        authority_code,
        superseded_by
    from adoption
    union all
    select
        'INT02' as rule_code,
        'placed_adoption' as table_name,
        source_id,
        row_number,
        child_key,
        collection_year,
        authority_code,
        superseded_by
    from placed_adoption
    union all
    select
        'INT03' as rule_code,
        'episode' as table_name,
        source_id,
        row_number,
        child_key,
        collection_year,
        authority_code,
        superseded_by
    from episode
    union all
    select
        'INT04' as rule_code,
        'missing' as table_name,
        source_id,
        row_number,
        child_key,
        collection_year,
        authority_code,
        superseded_by
    from missing
    union all
    select
        'INT05' as rule_code,
        'oc2' as table_name,
        source_id,
        row_number,
        child_key,
        collection_year,
        authority_code,
        superseded_by
    from oc2
    union all
    select
        'INT06' as rule_code,
        'care_leaver' as table_name,
        source_id,
        row_number,
        child_key,
        collection_year,
        authority_code,
        superseded_by
    from care_leaver
    union all
    select
        'INT07' as rule_code,
        'prev_perm' as table_name,
        source_id,
        row_number,
        child_key,
        collection_year,
        authority_code,
        superseded_by
    from prev_perm
    union all
    select
        'INT08' as rule_code,
        'review' as table_name,
        source_id,
        row_number,
        child_key,
        collection_year,
        authority_code,
        superseded_by
    from review
    union all
    select
        'INT09' as rule_code,
        'uasc' as table_name,
        source_id,
        row_number,
        child_key,
        collection_year,
        authority_code,
        superseded_by
    from uasc
),

counted as (
    select *
    from stated
    where source_id in $source_ids and (superseded_by is null or not list_has_any(superseded_by, $source_ids))
),

header as (
    select
        child_key,
        collection_year,
        authority_code
    from child
    where source_id in $source_ids
)

select
    counted.rule_code,
    counted.source_id,
    count(*) as row_count,
    list_sort(min(counted.row_number, 5)) as first_rows
from counted
semi join return_file as header_file
    on
        header_file.table_name = 'child'
        and header_file.source_id in $source_ids
        and counted.collection_year = header_file.collection_year
        and counted.authority_code is not distinct from header_file.authority_code
anti join header
    on
        counted.child_key = header.child_key
        and counted.collection_year = header.collection_year
        and counted.authority_code is not distinct from header.authority_code
group by counted.rule_code, counted.source_id
order by counted.rule_code, counted.source_id
