-- grain: one row per priority area, all from the last source that speaks of the plan
insert into main.priority_area by name
select stated.*
from raw.priority_area as stated
inner join main.source as origin on stated.source_id = origin.source_id
where stated.plan_id in (select plan.plan_id from main.plan as plan)
qualify origin.load_order = max(origin.load_order) over (partition by stated.plan_id)
order by stated.priority_area_id
