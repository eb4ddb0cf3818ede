-- grain: one row per measure (started, ceased), area, period asked for that is held, and group of the breakdown.
-- numerator: children who started (RNE S) or ceased to be looked after in the period, each once, short breaks left out; denominator: those of
-- all groups. A period runs from one of $first_days to the same place of $last_days, both included. Areas as in looked_after_on.
with counted as (
    select
        'started' as measure,
        area_code,
        time_period,
        group_code,
        count(*) as children
    from
        care_cases('started', $source_ids, $authority_code, $lsoa_codes, $home_codes, $first_days, $last_days, $time_periods, $breakdown)
    group by all
    union all
    select
        'ceased' as measure,
        area_code,
        time_period,
        group_code,
        count(*) as children
    from
        care_cases('ceased', $source_ids, $authority_code, $lsoa_codes, $home_codes, $first_days, $last_days, $time_periods, $breakdown)
    group by all
)

select
    asked.measure,
    cell.area_code,
    cell.time_period,
    cell.group_code,
    cell.group_name,
    coalesce(counted.children, 0)::double as numerator,
    coalesce(sum(counted.children) over (partition by asked.measure, cell.area_code, cell.time_period), 0)::double as denominator,
    null::varchar as symbol,
    null::varchar as derivation,
    cell.source_id,
    cell.source_id as denominator_source_id
from care_cells($source_ids, $authority_code, $home_codes, $first_days, $last_days, $time_periods, $breakdown) as cell
cross join (select unnest(['started', 'ceased']) as measure) as asked
left join counted
    on
        asked.measure = counted.measure
        and cell.area_code = counted.area_code
        and cell.time_period = counted.time_period
        and cell.group_code = counted.group_code
order by asked.measure, cell.area_code, cell.time_period, cell.place
