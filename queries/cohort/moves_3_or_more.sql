-- grain: one row per area, period asked for that is held, and group of the breakdown.
-- numerator: children looked after on the last day who had three or more placements in the period; denominator: all looked after on that day.
-- A placement is one with which the period began, or that began in it with another carer (RNE S, P or B). Temporary ones (T codes) count
-- neither in themselves nor by the return to the placement before; short breaks are left out. Areas as in looked_after_on.
with lasting as (
    select
        asked.time_period,
        episode.child_key,
        episode.episode_start,
        episode.reason_new_episode,
        place.group_code = 'Temporary' as is_temporary,
        struct_pack(
            place := episode.placement_type, provider := episode.placement_provider, urn := episode.provider_urn,
            authority := episode.placement_authority_code, miles := episode.distance_miles
        ) as placement,
        episode.row_number,
        episode.collection_year
    from care_episodes($source_ids, $authority_code) as episode
    inner join periods_held($source_ids, $authority_code, $first_days, $last_days, $time_periods) as asked
        on episode.episode_start <= asked.last_day and episode.until_day > asked.first_day
    left join return_code as place on episode.placement_type = place.code and place.column_name = 'PLACE'
),

followed as (
    select
        *,
        lag(coalesce(is_temporary, false)) over same_child as is_after_temporary
    from lasting
    window same_child as (partition by time_period, child_key order by episode_start, collection_year, row_number)
),

of_placements as (
    select
        *,
        lag(placement) over same_child as placement_before
    from followed
    where not coalesce(is_temporary, false)
    window same_child as (partition by time_period, child_key order by episode_start, collection_year, row_number)
),

moved as (
    select
        time_period,
        child_key,
        count_if(
            placement_before is null
            or (
                reason_new_episode in ('S', 'P', 'B')
                and not (coalesce(is_after_temporary, false) and placement is not distinct from placement_before)
            )
        ) as placements
    from of_placements
    group by all
),

counted as (
    select
        child.area_code,
        child.time_period,
        child.group_code,
        count(*) as children,
        count_if(moved.placements >= 3) as of_many
    from
        care_cases('on', $source_ids, $authority_code, $lsoa_codes, $home_codes, $first_days, $last_days, $time_periods, $breakdown) as child
    left join moved on child.time_period = moved.time_period and child.child_key = moved.child_key
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
