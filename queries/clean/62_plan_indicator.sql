-- grain: one row per plan, priority and indicator, all from the last source that speaks of the plan
insert into main.plan_indicator by name
select stated.*
from raw.plan_indicator as stated
inner join main.source as source on stated.source_id = source.source_id
where
    (stated.plan_id, stated.priority_code) in (
        select (known.plan_id, known.priority_code) from main.plan_priority as known
    )
qualify source.load_order = max(source.load_order) over (partition by stated.plan_id)
order by stated.plan_id, stated.priority_code, stated.position
