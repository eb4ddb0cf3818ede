-- grain: one row per rule and file in force about episodes of one child that do not fit each other: how many rows, and the first five
-- 501: begins before the one before it has ended; 142: has not ended though the next has begun; 388: said to continue, and nothing does;
-- 1010: open at the end of the year, and the child is in no episode of the next year's return, which is held.
with counted as (
    select
        source_id,
        row_number,
        authority_code,
        child_key,
        collection_year,
        episode_start,
        episode_end,
        reason_episode_ceased,
        lag(episode_end) over in_order as former_end,
        lag(episode_start) over in_order as former_start,
        lead(episode_start) over in_order as next_start,
        max(collection_year) over (partition by authority_code, child_key) as last_year
    from episode
    where
        source_id in $source_ids
        and (superseded_by is null or not list_has_any(superseded_by, $source_ids))
        and (episode_end is null or episode_end >= episode_start)
    window in_order as (partition by authority_code, child_key order by episode_start, collection_year, row_number)
),

found as (
    select
        source_id,
        row_number,
        unnest(named_rules([
            if(former_end > episode_start, '501', null),
            if(episode_end is null and next_start is not null and return_year(next_start) <= collection_year, '142', null),
            if(
                reason_episode_ceased = 'X1' and episode_end is not null and coalesce(next_start <> episode_end, true)
                and return_year(episode_end) <= collection_year,
                '388',
                null
            ),
            if(
                episode_end is null and last_year = collection_year
                and exists (
                    select 1
                    from return_file as later
                    where
                        later.table_name = 'episode'
                        and later.source_id in $source_ids
                        and later.collection_year = counted.collection_year + 1
                        and later.authority_code is not distinct from counted.authority_code
                ),
                '1010',
                null
            )
        ])) as rule_code
    from counted
)

select
    rule_code,
    source_id,
    count(*) as row_count,
    list_sort(min(row_number, 5)) as first_rows
from found
group by rule_code, source_id
order by rule_code, source_id
