-- grain: one row per priority area and member ward; ward_code is empty where a plan names no boundary
select
    named.priority_area_id,
    named.plan_id,
    named.area_name,
    named.made_of,
    named.authority_code,
    named.why_named,
    named.reading,
    member.area_code as ward_code,
    ward.area_name as ward_name
from main.priority_area as named
left join main.priority_area_member as member on named.priority_area_id = member.priority_area_id
left join main.area as ward on member.area_code = ward.area_code
order by named.plan_id, named.position, ward.area_name
