-- grain: one row per year held of which care leavers (OC3) are stated, set, breakdown and group, of a whole authority.
-- children: by set: all: young people who left care and turned 17 to 21 in the year, those who died or returned home left out; of them in_touch, suitable
-- (accommodation), eet (in education, employment or training), former_carers (living with the foster carers they had).
with leaver as (
    select
        held.time_period,
        list_filter(
            [
                'all',
                if(contact.group_code = 'InTouch', 'in_touch', null),
                if(home.group_code = 'Suitable', 'suitable', null),
                if(activity.group_code = 'EET', 'eet', null),
                if(leaver.accommodation in ('Z1', 'Z2'), 'former_carers', null)
            ],
            lambda name: name is not null
        ) as in_sets,
        [
            struct_pack(breakdown := 'Total', group_code := 'Total'),
            struct_pack(
                breakdown := 'leaver_age',
                group_code := case
                    when age_on(leaver.birth_year, leaver.birth_month, held.last_day) between 17 and 18 then '17to18'
                    when age_on(leaver.birth_year, leaver.birth_month, held.last_day) between 19 and 21 then '19to21'
                    else 'Unknown'
                end
            )
        ] as in_groups
    from care_leaver as leaver
    inner join periods_held($source_ids, $authority_code, $last_days, $last_days, $time_periods) as held
        on leaver.collection_year = year(held.last_day)
    left join return_code as contact on leaver.in_touch = contact.code and contact.column_name = 'IN_TOUCH'
    left join return_code as activity on leaver.activity = activity.code and activity.column_name = 'ACTIV'
    left join return_code as home on leaver.accommodation = home.code and home.column_name = 'ACCOM'
    where
        leaver.source_id in $source_ids
        and (leaver.superseded_by is null or not list_has_any(leaver.superseded_by, $source_ids))
        and leaver.authority_code = $authority_code
        and (contact.group_code is null or contact.group_code not in ('Died', 'ReturnedHome'))
),

in_set as (
    select
        time_period,
        in_groups,
        unnest(in_sets) as set_code
    from leaver
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
    select unnest(['all', 'in_touch', 'suitable', 'eet', 'former_carers']) as set_code
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
from periods_held($source_ids, $authority_code, $last_days, $last_days, $time_periods) as held
cross join known_set
inner join care_group as known_group on known_group.breakdown in ('Total', 'leaver_age')
left join counted
    on
        held.time_period = counted.time_period
        and known_set.set_code = counted.set_code
        and known_group.breakdown = counted.breakdown
        and known_group.group_code = counted.group_code
where held.time_period in (select stated.time_period from leaver as stated)
order by held.time_period, known_set.set_code, known_group.breakdown, known_group.place
