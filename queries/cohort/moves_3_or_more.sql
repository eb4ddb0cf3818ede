-- grain: one row per area, period asked for that is held, and group of the breakdown.
-- numerator: children looked after on the last day who had three or more placements in the period; denominator: all looked after on that day.
-- A placement is one with which the period began, or that began in it with another carer (RNE S, P or B). Temporary ones (T codes) count
-- neither in themselves nor by the return to the placement before; short breaks are left out. Areas as in looked_after_on.
with counted as (
    select
        child.area_code,
        child.time_period,
        child.group_code,
        count(*) as children,
        count_if(moved.placements >= 3) as of_many
    from
        care_cases('on', $source_ids, $authority_code, $lsoa_codes, $home_codes, $first_days, $last_days, $time_periods, $breakdown) as child
    left join care_moves($source_ids, $authority_code, $first_days, $last_days, $time_periods) as moved
        on child.time_period = moved.time_period and child.child_key = moved.child_key
    group by all
)

select
    cell.area_code,
    cell.time_period,
    cell.group_code,
    cell.group_name,
    coalesce(counted.of_many, 0)::double as numerator,
    coalesce(counted.children, 0)::double as denominator,
    if(counted.children is null, 'z', null) as symbol,
    null::varchar as derivation,
    cell.source_id,
    cell.source_id as denominator_source_id
from care_cells($source_ids, $authority_code, $home_codes, $first_days, $last_days, $time_periods, $breakdown) as cell
left join counted
    on cell.area_code = counted.area_code and cell.time_period = counted.time_period and cell.group_code = counted.group_code
order by cell.area_code, cell.time_period, cell.place
