-- grain: one row per rule and file in force: how many rows broke the rule as they were stated, and which are the first five
with row_of_return as (
    select
        source_id,
        row_number,
        broken,
        superseded_by
    from adoption
    union all
    select
        source_id,
        row_number,
        broken,
        superseded_by
    from care_leaver
    union all
    select
        source_id,
        row_number,
        broken,
        superseded_by
    from child
    union all
    select
        source_id,
        row_number,
        broken,
        superseded_by
    from dolo
    union all
    select
        source_id,
        row_number,
        broken,
        superseded_by
    from episode
    union all
    select
        source_id,
        row_number,
        broken,
        superseded_by
    from missing
    union all
    select
        source_id,
        row_number,
        broken,
        superseded_by
    from oc2
    union all
    select
        source_id,
        row_number,
        broken,
        superseded_by
    from placed_adoption
    union all
    select
        source_id,
        row_number,
        broken,
        superseded_by
    from prev_perm
    union all
    select
        source_id,
        row_number,
        broken,
        superseded_by
    from review
    union all
    select
        source_id,
        row_number,
        broken,
        superseded_by
    from sw_episode
    union all
    select
        source_id,
        row_number,
        broken,
        superseded_by
    from uasc
),

broken_rule as (
    select
        source_id,
        row_number,
        unnest(broken) as rule_code
    from row_of_return
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
