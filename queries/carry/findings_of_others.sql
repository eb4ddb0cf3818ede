-- grain: one row per finding about a source that is none of $source_ids
select
    check_id,
    severity,
    measure,
    area_code,
    time_period,
    sentence,
    source_id,
    rule_code,
    table_name,
    row_count,
    bears_on
from main.finding
where source_id not in $source_ids
order by finding_number
