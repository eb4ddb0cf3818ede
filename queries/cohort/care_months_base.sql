-- grain: one row per day asked for whose year is held, breakdown and group, of a whole authority.
-- children: children looked after on the day, short breaks (V3, V4) left out; a group nobody is in has 0.
with member as (
    select
        time_period,
        unnest(in_groups) as one
    from care_described('on', $source_ids, $authority_code, $days, $days, $time_periods)
),

counted as (
    select
        member.time_period,
        one.breakdown,
        one.group_code,
        count(*) as children
    from member
    group by all
)

select
    $authority_code as place_code,
    'authority' as place_type,
    held.time_period,
    'all' as set_code,
    known_group.breakdown,
    known_group.group_code,
    known_group.group_name,
    coalesce(counted.children, 0)::double as children,
    null::varchar as symbol,
    held.source_id
from periods_held($source_ids, $authority_code, $days, $days, $time_periods) as held
inner join care_group as known_group on known_group.breakdown in ('Total', 'age', 'placement_type', 'placement_provider', 'legal_status', 'need')
left join counted
    on
        held.time_period = counted.time_period
        and known_group.breakdown = counted.breakdown
        and known_group.group_code = counted.group_code
order by held.time_period, known_group.breakdown, known_group.place
