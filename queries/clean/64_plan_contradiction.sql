-- grain: one row per contradiction, all from the last source that speaks of the plan
insert into main.plan_contradiction by name
select stated.*
from raw.plan_contradiction as stated
inner join main.source as origin on stated.source_id = origin.source_id
where stated.plan_id in (select plan.plan_id from main.plan as plan)
qualify origin.load_order = max(origin.load_order) over (partition by stated.plan_id)
order by stated.contradiction_id
