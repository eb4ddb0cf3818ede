-- grain: one row per period held (the year ending on a day of $last_days), place (the authority, its wards), set of children, breakdown and group.
-- children: children looked after on the last day, short breaks (V3, V4) left out, a set and group nobody is in with 0; empty, with symbol x, where
-- the returns of all years that a set asks about ($long_days to $last_days) are not held.
-- Sets: all; nine that part them by where they are placed (in, out, somewhere x near, far, unknown; far is more than 20 miles), and those put together from
-- these; moves (three or more placements in the year), long (under 16, looked after for 30 months), stable (of long: with the same
-- carer for 24), foster. Wards have the whole of
-- every set but the nine, where their children are placed, and how those far away are; the authority all breakdowns, of the nine the whole.
with home as (
    select
        unnest($lsoa_codes::varchar[]) as lsoa_code,
        unnest($ward_codes::varchar[]) as ward_code
),

child as (
    select
        described.*,
        home.ward_code,
        sets_of_place(described.distance_miles, described.outside_authority)
        || list_filter(
            [
                'all',
                if(moved.placements >= 3, 'moves', null),
                if(lasting.child_key is not null and described.age < 16, 'long', null),
                if(described.age < 16 and date_add(lasting.carer_since, interval 24 month) <= described.last_day, 'stable', null),
                if(described.placement_group = 'Foster', 'foster', null)
            ],
            lambda name: name is not null
        ) as in_sets,
        [
            struct_pack(breakdown := 'how_far', group_code := how_far(described.distance_miles)),
            struct_pack(breakdown := 'how_long', group_code := how_long(described.began, described.first_known, described.last_day)),
            struct_pack(breakdown := 'how_many', group_code := how_many(moved.placements)),
            struct_pack(
                breakdown := 'type_by_age', group_code := coalesce(described.placement_group, 'Unknown') || ' ' || age_group(described.age)
            ),
            struct_pack(breakdown := 'destination', group_code := coalesce(described.placement_authority_code, 'Unknown'))
        ] as in_groups_of_all
    from care_described('on', $source_ids, $authority_code, $last_days, $last_days, $time_periods) as described
    left join home on described.home_lsoa_code = home.lsoa_code
    left join care_moves($source_ids, $authority_code, $first_days, $last_days, $time_periods) as moved
        on described.time_period = moved.time_period and described.child_key = moved.child_key
    left join care_long($source_ids, $authority_code, $long_days, $last_days, $time_periods) as lasting
        on described.time_period = lasting.time_period and described.child_key = lasting.child_key
),

in_set as (
    select
        child.*,
        unnest(child.in_sets) as set_code
    from child
),

member as (
    select
        time_period,
        ward_code,
        set_code,
        unnest(in_groups || if(set_code = 'all', in_groups_of_all, [])) as one
    from in_set
),

counted as (
    select
        coalesce(member.ward_code, $authority_code) as place_code,
        member.time_period,
        member.set_code,
        one.breakdown,
        one.group_code,
        count(*) as children
    from member
    group by
        grouping sets (
            (member.time_period, member.set_code, one.breakdown, one.group_code),
            (member.ward_code, member.time_period, member.set_code, one.breakdown, one.group_code)
        )
    having grouping(member.ward_code) = 1 or (member.ward_code is not null and is_told_of_wards(member.set_code, one.breakdown))
),

held as (
    select
        asked.time_period,
        asked.source_id,
        lasting.time_period is not null as is_held_long
    from periods_held($source_ids, $authority_code, $first_days, $last_days, $time_periods) as asked
    left join periods_held($source_ids, $authority_code, $long_days, $last_days, $time_periods) as lasting
        on asked.time_period = lasting.time_period
),

known_group as (
    select
        breakdown,
        group_code,
        group_name,
        place
    from care_group
    where breakdown not in ('distance', 'reason_ceased', 'leaver_age')
    union all
    select
        'type_by_age' as breakdown,
        kind.group_code || ' ' || age.group_code as group_code,
        kind.group_name || ', ' || age.group_name as group_name,
        100 * kind.place + age.place as place
    from care_group as kind
    inner join care_group as age on age.breakdown = 'age'
    where kind.breakdown = 'placement_type'
    union all
    select distinct
        'destination' as breakdown,
        group_code,
        if(group_code = 'Unknown', 'not known where', group_code) as group_name,
        if(group_code = 'Unknown', 2, 1) as place
    from counted
    where breakdown = 'destination'
),

known_set as (
    select
        unnest([
            'all', 'in_near', 'in_far', 'in_unknown', 'out_near', 'out_far', 'out_unknown', 'somewhere_near', 'somewhere_far',
            'somewhere_unknown', 'far', 'outside', 'distance_known', 'location_known', 'both_known', 'moves', 'foster', 'long', 'stable'
        ]) as set_code
),

place as (
    select
        $authority_code as place_code,
        'authority' as place_type
    union all
    select distinct
        ward_code as place_code,
        'ward' as place_type
    from home
)

select
    place.place_code,
    place.place_type,
    held.time_period,
    known_set.set_code,
    known_group.breakdown,
    known_group.group_code,
    known_group.group_name,
    if(known_set.set_code in ('long', 'stable') and not held.is_held_long, null, coalesce(counted.children, 0))::double as children,
    if(known_set.set_code in ('long', 'stable') and not held.is_held_long, 'x', null) as symbol,
    held.source_id
from place
cross join held
cross join known_set
inner join known_group
    on
        (place.place_type = 'authority' or is_told_of_wards(known_set.set_code, known_group.breakdown))
        and (known_set.set_code = 'all' or known_group.breakdown not in ('how_far', 'how_long', 'how_many', 'destination', 'type_by_age'))
        and (not is_one_of_nine(known_set.set_code) or (place.place_type = 'authority' and known_group.breakdown = 'Total'))
left join counted
    on
        place.place_code = counted.place_code
        and held.time_period = counted.time_period
        and known_set.set_code = counted.set_code
        and known_group.breakdown = counted.breakdown
        and known_group.group_code = counted.group_code
order by held.time_period, place.place_type, place.place_code, known_set.set_code, known_group.breakdown, known_group.place, known_group.group_code
