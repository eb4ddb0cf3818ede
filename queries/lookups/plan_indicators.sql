-- grain: one row per priority and indicator of a plan
select
    priority.position as priority_position,
    priority.priority_code,
    priority.priority_title,
    listed.outcome,
    listed.indicator_id,
    listed.indicator_name,
    listed.polarity,
    listed.unit,
    listed.source_type,
    listed.topic,
    listed.is_main
from main.plan_priority as priority
inner join main.plan_indicator as listed
    on priority.plan_id = listed.plan_id and priority.priority_code = listed.priority_code
where priority.plan_id = $plan_id
order by priority.position, listed.position
