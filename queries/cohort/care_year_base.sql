-- grain: one row per period held, set, breakdown and group, of a whole authority.
-- children: by set: started, ceased: children who started (RNE S) or ceased to be looked after in the period, each once, short breaks left out; new:
-- placements that began in it with another carer, temporary ones left out, and the parts of these by where they are, as in care_base.
-- Only by what a child does not keep from year to year: with the children looked after on two days by sex, say, those who came could be worked out.
with started as (
    select
        time_period,
        ['started'] as in_sets,
        in_groups
    from care_described('started', $source_ids, $authority_code, $first_days, $last_days, $time_periods)
),

ceased as (
    select
        time_period,
        ['ceased'] as in_sets,
        in_groups || [struct_pack(breakdown := 'reason_ceased', group_code := reason_group)] as in_groups
    from care_described('ceased', $source_ids, $authority_code, $first_days, $last_days, $time_periods)
),

new_placement as (
    select
        time_period,
        ['new'] || sets_of_place(distance_miles, outside_authority) as in_sets,
        in_groups
    from care_described('new', $source_ids, $authority_code, $first_days, $last_days, $time_periods)
),

described as (
    select * from started
    union all
    select * from ceased
    union all
    select * from new_placement
),

in_set as (
    select
        time_period,
        in_groups,
        unnest(in_sets) as set_code
    from described
),

member as (
    select
        time_period,
        set_code,
        unnest(in_groups) as one
    from in_set
),

counted as (
    select
        member.time_period,
        member.set_code,
        one.breakdown,
        one.group_code,
        count(*) as children
    from member
    group by all
),

known_set as (
    select
        unnest([
            'started', 'ceased', 'new', 'in_near', 'in_far', 'in_unknown', 'out_near', 'out_far', 'out_unknown', 'somewhere_near',
            'somewhere_far', 'somewhere_unknown', 'far', 'outside', 'distance_known', 'location_known', 'both_known'
        ]) as set_code
)

select
    $authority_code as place_code,
    'authority' as place_type,
    held.time_period,
    known_set.set_code,
    known_group.breakdown,
    known_group.group_code,
    known_group.group_name,
    coalesce(counted.children, 0)::double as children,
    null::varchar as symbol,
    held.source_id
from periods_held($source_ids, $authority_code, $first_days, $last_days, $time_periods) as held
cross join known_set
inner join care_group as known_group
    on
        known_group.breakdown = 'Total'
        or (
            known_group.breakdown in ('age', 'placement_type', 'placement_provider', 'legal_status')
            and not is_one_of_nine(known_set.set_code)
        )
        or (known_group.breakdown = 'reason_ceased' and known_set.set_code = 'ceased')
left join counted
    on
        held.time_period = counted.time_period
        and known_set.set_code = counted.set_code
        and known_group.breakdown = counted.breakdown
        and known_group.group_code = counted.group_code
order by held.time_period, known_set.set_code, known_group.breakdown, known_group.place
