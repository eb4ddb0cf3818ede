-- grain: one row per type of placement and all of them together (area_code: the type, or $authority_code), breakdown and group, on a day whose
-- year is held. numerator: children looked after on the day, short breaks left out; denominator: none.
-- Types: foster carers, children's homes, residential schools, supported living, and Else. Breakdowns: Total, age, and whether they are placed more
-- than 20 miles from home, more than 20 miles and outside the authority, outside the authority (Yes, No, Unknown).
with child as (
    select
        if(place.group_code in ('Foster', 'ChildrensHome', 'School', 'Supported'), place.group_code, 'Else') as place_type,
        'Total' as everybody,
        looked.group_code as age,
        case looked.distance_miles > 20 when true then 'Yes' when false then 'No' else 'Unknown' end as over_20,
        case looked.distance_miles > 20 and looked.outside_authority when true then 'Yes' when false then 'No' else 'Unknown' end as over_20_outside,
        case looked.outside_authority when true then 'Yes' when false then 'No' else 'Unknown' end as outside
    from care_cases('on', $source_ids, $authority_code, [], [], [$day], [$day], [$time_period], 'age') as looked
    left join return_code as place on looked.placement_type = place.code and place.column_name = 'PLACE'
),

member as (
    unpivot child
    on everybody, age, over_20, over_20_outside, outside
    into name breakdown value group_code
),

counted as (
    select
        coalesce(place_type, coalesce($authority_code, 'unknown')) as area_code,
        if(breakdown = 'everybody', 'Total', breakdown) as breakdown,
        group_code,
        count(*) as children
    from member
    group by grouping sets ((place_type, breakdown, group_code), (breakdown, group_code))
),

known as (
    select
        breakdown,
        group_code
    from care_group
    where breakdown in ('Total', 'age')
    union all
    select
        unnest(['over_20', 'over_20_outside', 'outside']) as breakdown,
        answer.group_code
    from (select unnest(['Yes', 'No', 'Unknown']) as group_code) as answer
)

select
    area.area_code,
    asked.time_period,
    known.breakdown,
    known.group_code,
    coalesce(counted.children, 0)::double as numerator,
    null::double as denominator,
    null::varchar as symbol,
    asked.source_id
from periods_held($source_ids, $authority_code, [$day], [$day], [$time_period]) as asked
cross join (select unnest(['Foster', 'ChildrensHome', 'School', 'Supported', 'Else', coalesce($authority_code, 'unknown')]) as area_code) as area
cross join known
left join counted
    on area.area_code = counted.area_code and known.breakdown = counted.breakdown and known.group_code = counted.group_code
order by area.area_code, known.breakdown, known.group_code
