-- grain: one row per plan, all from the one source of greatest standing that speaks of the plan
insert into main.plan by name
select stated.*
from raw.plan as stated
inner join main.source_in_force as origin on stated.source_id = origin.source_id
where stated.area_code in (select area.area_code from main.area as area)
qualify origin.standing = max(origin.standing) over (partition by stated.plan_id)
order by stated.plan_id
