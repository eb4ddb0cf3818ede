-- grain: one row per priority area and member in use (ward or LSOA); member_code is empty where a plan names no boundary, and where
-- a member is not held. The plans' areas come from their tables, people's own by parallel lists, an entry a member.
-- A ward or LSOA that is no longer in use is followed to what replaced it; stated_code is the code as it was given.
with recursive own as (
    select
        unnest($ids::varchar[]) as priority_area_id,
        unnest($names::varchar[]) as area_name,
        unnest($authority_codes::varchar[]) as authority_code,
        unnest($notes::varchar[]) as why_named,
        unnest($owners::varchar[]) as area_owner,
        unnest($natures::varchar[]) as nature,
        unnest($member_codes::varchar[]) as stated_code,
        unnest($member_years::integer[]) as member_year,
        unnest(range(len($ids::varchar[]))) as place
),

named as (
    select
        area.priority_area_id,
        area.plan_id,
        area.area_name,
        area.made_of,
        area.authority_code,
        area.why_named,
        area.reading,
        '' as area_owner,
        'plan' as nature,
        member.area_code as stated_code,
        null::integer as member_year,
        area.position as place
    from main.priority_area as area
    left join main.priority_area_member as member on area.priority_area_id = member.priority_area_id
    union all
    select
        priority_area_id,
        '' as plan_id,
        area_name,
        '' as made_of,
        authority_code,
        why_named,
        null as reading,
        area_owner,
        nature,
        stated_code,
        member_year,
        place
    from own
),

in_use as (
    select ward_code as area_code
    from main.ward_set
    where is_current
    union
    select area_code
    from main.area_lsoa
    where relation = 'itself'
),

followed as (
    select distinct
        stated_code,
        stated_code as area_code,
        0 as steps
    from named
    where stated_code is not null
    union all
    select
        followed.stated_code,
        lookup.parent_code as area_code,
        followed.steps + 1 as steps
    from followed
    inner join main.area_lookup as lookup on followed.area_code = lookup.child_code and lookup.relation = 'successor'
    where followed.area_code not in (select in_use.area_code from in_use) and followed.steps < 5
),

found as (
    select distinct
        followed.stated_code,
        followed.area_code
    from followed
    inner join in_use on followed.area_code = in_use.area_code
)

select
    named.priority_area_id,
    named.plan_id,
    named.area_name,
    named.made_of,
    named.authority_code,
    named.why_named,
    named.reading,
    named.area_owner,
    named.nature,
    named.stated_code,
    named.member_year,
    found.area_code as member_code,
    member.area_name as member_name,
    member.area_type as member_type,
    coalesce(stated.area_name, named.stated_code) as stated_name
from named
left join found on named.stated_code = found.stated_code
left join main.area as member on found.area_code = member.area_code
left join main.area as stated on named.stated_code = stated.area_code
order by named.plan_id = '', named.plan_id, named.place, member.area_name, member.area_code
