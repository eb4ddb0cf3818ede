-- grain: one row per rule and file in force about a return as a whole: row_count is the rows of its episodes, first_rows is empty
-- own-header: no table Header of its year; own-authority: its authority is not known; own-authorities: others are of another authority.
with episodes as (
    select *
    from return_file
    where
        table_name = 'episode'
        and source_id in $source_ids
        and (superseded_by is null or not list_has_any(superseded_by, $source_ids))
),

found as (
    select
        source_id,
        row_count,
        unnest(named_rules([
            if(
                not exists (
                    select 1
                    from return_file as header_file
                    where
                        header_file.table_name = 'child'
                        and header_file.source_id in $source_ids
                        and header_file.collection_year = episodes.collection_year
                        and header_file.authority_code is not distinct from episodes.authority_code
                ),
                'own-header',
                null
            ),
            if(authority_code is null, 'own-authority', null),
            if((select count(distinct coalesce(any_episodes.authority_code, 'unknown')) from episodes as any_episodes) > 1, 'own-authorities', null)
        ])) as rule_code
    from episodes
)

select
    rule_code,
    source_id,
    row_count,
    null::bigint[] as first_rows
from found
order by rule_code, source_id
