-- grain: one row per priority area, all from the one source of greatest standing that speaks of the plan
insert into main.priority_area by name
select stated.*
from raw.priority_area as stated
inner join main.source_in_force as origin on stated.source_id = origin.source_id
where
    stated.plan_id in (select plan.plan_id from main.plan as plan)
    and stated.authority_code in (select area.area_code from main.area as area)
qualify origin.standing = max(origin.standing) over (partition by stated.plan_id)
order by stated.priority_area_id
