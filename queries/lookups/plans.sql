-- grain: one row per plan
select
    plan.plan_id,
    plan.title,
    plan.short_title,
    plan.area_code,
    area.area_name,
    plan.partnership,
    plan.start_year,
    plan.end_year,
    plan.note,
    plan.source_id
from main.plan as plan
inner join main.area as area on plan.area_code = area.area_code
order by plan.start_year desc, plan.plan_id asc
