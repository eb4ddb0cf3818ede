-- grain: one row per area, day asked for whose year is held, and group of the breakdown.
-- numerator: children looked after on the day, short breaks (V3, V4) left out; denominator: those of all groups.
-- The area $authority_code has all children of its returns; $home_codes names for each of $lsoa_codes the area in which a home counts.
with counted as (
    select
        area_code,
        time_period,
        group_code,
        count(*) as children
    from care_cases('on', $source_ids, $authority_code, $lsoa_codes, $home_codes, $days, $days, $time_periods, $breakdown)
    group by all
)

select
    cell.area_code,
    cell.time_period,
    cell.group_code,
    cell.group_name,
    coalesce(counted.children, 0)::double as numerator,
    coalesce(sum(counted.children) over (partition by cell.area_code, cell.time_period), 0)::double as denominator,
    null::varchar as symbol,
    null::varchar as derivation,
    cell.source_id,
    cell.source_id as denominator_source_id
from care_cells($source_ids, $authority_code, $home_codes, $days, $days, $time_periods, $breakdown) as cell
left join counted
    on cell.area_code = counted.area_code and cell.time_period = counted.time_period and cell.group_code = counted.group_code
order by cell.area_code, cell.time_period, cell.place
