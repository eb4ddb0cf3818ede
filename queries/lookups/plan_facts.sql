-- grain: one row per fact of a plan
select
    fact_id,
    section,
    area_name,
    topic,
    measure,
    group_name,
    period,
    value,
    unit,
    comparator_name,
    comparator_value,
    direction,
    judgement,
    source_id
from main.plan_fact
where plan_id = $plan_id
order by position
