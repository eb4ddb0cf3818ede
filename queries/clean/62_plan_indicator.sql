-- grain: one row per plan, priority and indicator, all from the one source of greatest standing that speaks of the plan
insert into main.plan_indicator by name
select stated.*
from raw.plan_indicator as stated
inner join main.source_in_force as origin on stated.source_id = origin.source_id
where
    (stated.plan_id, stated.priority_code) in (
        select (known.plan_id, known.priority_code) from main.plan_priority as known
    )
qualify origin.standing = max(origin.standing) over (partition by stated.plan_id)
order by stated.plan_id, stated.priority_code, stated.position
