-- grain: one row per rule, file and table in force about children who are said to be two things: how many rows, and the first five
-- 202: another sex than the first return or the table UASC states; 203: another month of birth; INT32: twice in one header.
with stated as (
    select
        source_id,
        row_number,
        authority_code,
        child_key,
        collection_year,
        sex,
        birth_year * 12 + birth_month as born,
        true as is_header
    from child
    where source_id in $source_ids
    union all
    select
        source_id,
        row_number,
        authority_code,
        child_key,
        collection_year,
        sex,
        null as born,
        false as is_header
    from uasc
    where source_id in $source_ids
),

compared as (
    select
        *,
        first_value(sex ignore nulls) over since_first as first_sex,
        first_value(born ignore nulls) over since_first as first_born,
        count(*) over (partition by source_id, child_key, is_header) as times
    from stated
    window since_first as (
        partition by authority_code, child_key order by collection_year asc, is_header desc, source_id asc, row_number asc
        rows between unbounded preceding and unbounded following
    )
),

found as (
    select
        source_id,
        row_number,
        if(is_header, 'Header', 'UASC') as stated_in,
        unnest(named_rules([
            if(sex <> first_sex, '202', null),
            if(born <> first_born, '203', null),
            if(is_header and times > 1, 'INT32', null)
        ])) as rule_code
    from compared
)

select
    rule_code,
    source_id,
    stated_in,
    count(*) as row_count,
    list_sort(min(row_number, 5)) as first_rows
from found
group by rule_code, source_id, stated_in
order by rule_code, source_id, stated_in
