-- grain: one row per contradiction of a plan
select
    contradiction_id,
    kind,
    statement,
    reading,
    fact_ids
from main.plan_contradiction
where plan_id = $plan_id
order by contradiction_id
