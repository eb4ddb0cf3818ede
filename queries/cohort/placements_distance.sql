-- grain: one row per measure, area, day asked for whose year is held, and group of the breakdown. The three measures are never mixed:
-- placements_over_20_miles: more than 20 miles from home (one decimal, so 20.1 and more), wherever that is;
-- placements_over_20_miles_outside_la: more than 20 miles and outside the authority; placements_outside_la: outside the authority.
-- numerator: children looked after on the day who are placed so; denominator: all of the group, those of whom it is not known included;
-- not_known: those of whom it is not known. Areas as in looked_after_on.
with child as (
    select
        area_code,
        time_period,
        group_code,
        distance_miles > 20 as is_over_20,
        distance_miles > 20 and outside_authority as is_over_20_outside,
        outside_authority as is_outside
    from care_cases('on', $source_ids, $authority_code, $lsoa_codes, $home_codes, $days, $days, $time_periods, $breakdown)
),

counted as (
    select
        area_code,
        time_period,
        group_code,
        count(*) as children,
        unnest(['placements_over_20_miles', 'placements_over_20_miles_outside_la', 'placements_outside_la']) as measure,
        unnest([count_if(is_over_20), count_if(is_over_20_outside), count_if(is_outside)]) as placed_so,
        unnest([count_if(is_over_20 is null), count_if(is_over_20_outside is null), count_if(is_outside is null)]) as not_known
    from child
    group by area_code, time_period, group_code
),

asked as (
    select unnest(['placements_over_20_miles', 'placements_over_20_miles_outside_la', 'placements_outside_la']) as measure
)

select
    asked.measure,
    cell.area_code,
    cell.time_period,
    cell.group_code,
    cell.group_name,
    coalesce(counted.placed_so, 0)::double as numerator,
    coalesce(counted.children, 0)::double as denominator,
    coalesce(counted.not_known, 0)::double as not_known,
    if(counted.children is null, 'z', null) as symbol,
    null::varchar as derivation,
    cell.source_id,
    cell.source_id as denominator_source_id
from care_cells($source_ids, $authority_code, $home_codes, $days, $days, $time_periods, $breakdown) as cell
cross join asked
left join counted
    on
        asked.measure = counted.measure
        and cell.area_code = counted.area_code
        and cell.time_period = counted.time_period
        and cell.group_code = counted.group_code
order by asked.measure, cell.area_code, cell.time_period, cell.place
