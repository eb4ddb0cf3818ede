-- grain: one row per rule and file in force: how many rows broke the rule as they were stated, and which are the first five
with broken_rule as (
    select
        source_id,
        row_number,
        unnest(broken) as rule_code
    from return_row
    where
        broken is not null
        and source_id in $source_ids
        and (superseded_by is null or not list_has_any(superseded_by, $source_ids))
)

select
    rule_code,
    source_id,
    count(*) as row_count,
    list_sort(min(row_number, 5)) as first_rows
from broken_rule
group by rule_code, source_id
order by rule_code, source_id
