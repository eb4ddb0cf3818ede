-- grain: one row per finding, in the order of their numbers
select
    finding.finding_number,
    finding.check_id,
    finding.severity,
    finding.measure,
    finding.area_code,
    area.area_name,
    finding.time_period,
    finding.sentence,
    finding.source_id,
    finding.rule_code,
    finding.table_name,
    finding.row_count,
    finding.bears_on,
    origin.title,
    origin.file_name
from main.finding as finding
left join main.area as area on finding.area_code = area.area_code
left join main.source as origin on finding.source_id = origin.source_id
order by finding.finding_number
