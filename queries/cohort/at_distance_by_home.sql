-- grain: one row per area of home (the authority $authority_code with all children of its returns, and those named for an LSOA), breakdown (Total,
-- place_type) and group, on a day whose year is held. numerator: children looked after on the day more than 20 miles from home, short breaks left
-- out; denominator: none. Types: foster carers, children's homes and Else. $home_codes names for each of $lsoa_codes the area in which a home counts.
with child as (
    select
        area_code,
        'Total' as everybody,
        if(group_code in ('Foster', 'ChildrensHome'), group_code, 'Else') as place_type
    from care_cases('on', $source_ids, $authority_code, $lsoa_codes, $home_codes, [$day], [$day], [$time_period], 'placement_type')
    where distance_miles > 20
),

member as (
    unpivot child
    on everybody, place_type
    into name breakdown value group_code
),

counted as (
    select
        area_code,
        if(breakdown = 'everybody', 'Total', breakdown) as breakdown,
        group_code,
        count(*) as children
    from member
    group by all
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
cross join (select distinct unnest(list_append($home_codes::varchar[], coalesce($authority_code, 'unknown'))) as area_code) as area
cross join (
    select
        unnest(['Total', 'place_type', 'place_type', 'place_type']) as breakdown,
        unnest(['Total', 'Foster', 'ChildrensHome', 'Else']) as group_code
) as known
left join counted
    on area.area_code = counted.area_code and known.breakdown = counted.breakdown and known.group_code = counted.group_code
order by area.area_code, known.breakdown, known.group_code
