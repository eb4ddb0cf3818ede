-- grain: one row per contradiction, all from the one source of greatest standing that speaks of the plan
insert into main.plan_contradiction by name
select stated.*
from raw.plan_contradiction as stated
inner join main.source_in_force as origin on stated.source_id = origin.source_id
where stated.plan_id in (select plan.plan_id from main.plan as plan)
qualify origin.standing = max(origin.standing) over (partition by stated.plan_id)
order by stated.contradiction_id
