-- grain: one row per contradiction, all from the last source that speaks of the plan
insert into main.plan_contradiction by name
select stated.*
from raw.plan_contradiction as stated
inner join main.source as source on stated.source_id = source.source_id
where stated.plan_id in (select plan.plan_id from main.plan as plan)
qualify source.load_order = max(source.load_order) over (partition by stated.plan_id)
order by stated.contradiction_id
