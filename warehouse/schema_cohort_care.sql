-- How children looked after are described for the fixed tables of a day and of a year (queries/cohort/care_*.sql, docs/decisions/0026).

create table authority_point (
    authority_code varchar primary key,
    authority_name varchar not null,
    easting integer not null,
    northing integer not null
);
comment on table authority_point is 'Where upper-tier authorities lie: the mean of their postcodes, to the kilometre (tools/authority_points.py; ONS, OGL v3.0).';
comment on column authority_point.authority_code is 'ONS code of the authority.';
comment on column authority_point.authority_name is 'Its name; for Scotland and Northern Ireland the country.';
comment on column authority_point.easting is 'Easting of the British National Grid in metres.';
comment on column authority_point.northing is 'Northing of the British National Grid in metres.';

insert into care_group
values
('entry', 'Agreement', 'accommodated by agreement', 1),
('entry', 'CareOrder', 'under a care order', 2),
('entry', 'Protection', 'in an emergency (police or court)', 3),
('entry', 'YouthJustice', 'on remand or sentenced', 4),
('entry', 'Other', 'in another way', 5),
('entry', 'Unknown', 'began before the returns held', 6),
('asylum', 'Seeking', 'unaccompanied asylum seekers', 1),
('asylum', 'Not', 'all others', 2),
('how_far', 'UpTo5', '5 miles or less', 1),
('how_far', 'UpTo10', 'more than 5, up to 10 miles', 2),
('how_far', 'UpTo20', 'more than 10, up to 20 miles', 3),
('how_far', 'UpTo50', 'more than 20, up to 50 miles', 4),
('how_far', 'UpTo100', 'more than 50, up to 100 miles', 5),
('how_far', 'Over100', 'more than 100 miles', 6),
('how_far', 'Unknown', 'distance not known', 7),
('how_long', 'Under6', 'under 6 months', 1),
('how_long', 'Under12', '6 months to a year', 2),
('how_long', 'Under24', '1 to 2 years', 3),
('how_long', 'Under60', '2 to 5 years', 4),
('how_long', 'Longer', '5 years or longer', 5),
('how_long', 'Unknown', 'since before the returns held', 6),
('how_many', 'One', 'one placement in the year', 1),
('how_many', 'Two', 'two', 2),
('how_many', 'Three', 'three', 3),
('how_many', 'More', 'four or more', 4),
('how_many', 'Unknown', 'number not known', 5),
('leaver_age', '17to18', 'aged 17 to 18', 1),
('leaver_age', '19to21', 'aged 19 to 21', 2),
('leaver_age', 'Unknown', 'age not known', 3),
('reason_ceased', 'Home', 'home, or to relatives', 1),
('reason_ceased', 'Order', 'special guardianship or child arrangements order', 2),
('reason_ceased', 'Adopted', 'adopted', 3),
('reason_ceased', 'Independent', 'independent living, or stayed with the carer', 4),
('reason_ceased', 'Other', 'for another reason', 5),
('reason_ceased', 'Unknown', 'reason not known', 6);

-- Placements of the children looked after in periods, one row each: is_new where a period began with one, or another carer took over in it (RNE S, P, B).
-- Temporary placements (T codes) are none, nor is the way back from one to the placement before.
create macro care_placements(source_ids, authority, first_days, last_days, names) as table
    with lasting as (
        select
            asked.time_period,
            asked.first_day,
            asked.last_day,
            episode.*,
            place.group_code as placement_group,
            place.group_code = 'Temporary' as is_temporary,
            struct_pack(
                place := episode.placement_type, provider := episode.placement_provider, urn := episode.provider_urn,
                authority := episode.placement_authority_code, miles := episode.distance_miles
            ) as placement
        from care_episodes(source_ids, authority) as episode
        inner join periods_held(source_ids, authority, first_days, last_days, names) as asked
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
            lag(placement) over same_child as placement_before,
            lag(placement_group) over same_child as group_before
        from followed
        where not coalesce(is_temporary, false)
        window same_child as (partition by time_period, child_key order by episode_start, collection_year, row_number)
    )

    select
        * exclude (placement, placement_before, is_temporary, is_after_temporary),
        placement_before is null
        or (
            reason_new_episode in ('S', 'P', 'B')
            and not (coalesce(is_after_temporary, false) and placement is not distinct from placement_before)
        ) as is_new
    from of_placements;

-- How many placements a child had in a period.
create macro care_moves(source_ids, authority, first_days, last_days, names) as table
    select
        time_period,
        child_key,
        count_if(is_new) as placements
    from care_placements(source_ids, authority, first_days, last_days, names)
    group by all;

-- Children looked after without a break throughout a period of 30 months, with the day since which they lived with the same carer. A placement
-- for adoption goes on from the one before.
create macro care_long(source_ids, authority, first_days, last_days, names) as table
    select
        time_period,
        child_key,
        last_day,
        max(if(is_new and not (placement_group = 'Adoption' and group_before is not null), episode_start, null)) as carer_since
    from care_placements(source_ids, authority, first_days, last_days, names)
    group by time_period, child_key, first_day, last_day
    having min(episode_start) <= first_day and not bool_or(reason_new_episode = 'S' and episode_start > first_day);

-- When the period of care in which a child is on a day began, and how; empty where that was before the returns held, which is_before says.
create macro care_entries(source_ids, authority, days, names) as table
    select
        asked.time_period,
        episode.child_key,
        max(if(episode.reason_new_episode = 'S', episode.episode_start, null)) as began,
        max_by(status.group_code, episode.episode_start) filter (where episode.reason_new_episode = 'S') as entry_status,
        min(episode.episode_start) as first_known
    from care_episodes(source_ids, authority) as episode
    inner join periods_held(source_ids, authority, days, days, names) as asked on episode.episode_start <= asked.last_day
    left join return_code as status on episode.legal_status = status.code and status.column_name = 'LS'
    group by all;

create macro entry_group(entry_status) as
case entry_status
    when 'Section20' then 'Agreement'
    when 'CareOrder' then 'CareOrder'
    when 'Protection' then 'Protection'
    when 'YouthJustice' then 'YouthJustice'
    else if(entry_status is null, 'Unknown', 'Other')
end;

-- Unaccompanied asylum-seeking children, one row each, and the day from which they were so no longer.
create macro asylum_seekers(source_ids, authority) as table
    select
        child_key,
        arg_max_null(status_ceased, collection_year) as until_day
    from uasc
    where
        source_id in source_ids
        and (superseded_by is null or not list_has_any(superseded_by, source_ids))
        and authority_code is not distinct from authority
    group by child_key;

-- The groups of a child in every breakdown of children looked after, as a list of breakdown and group.
create macro care_groups(sex, age, ethnic_group, place_group, provider, need, status_group, entry_status, is_seeking_asylum) as [
    struct_pack(breakdown := 'Total', group_code := 'Total'),
    struct_pack(breakdown := 'sex', group_code := coalesce(sex, 'U')),
    struct_pack(breakdown := 'age', group_code := age_group(age)),
    struct_pack(breakdown := 'ethnicity', group_code := coalesce(ethnic_group, 'Unknown')),
    struct_pack(breakdown := 'placement_type', group_code := coalesce(place_group, 'Unknown')),
    struct_pack(breakdown := 'placement_provider', group_code := coalesce(provider, 'Unknown')),
    struct_pack(breakdown := 'need', group_code := coalesce(need, 'Unknown')),
    struct_pack(breakdown := 'legal_status', group_code := coalesce(status_group, 'Unknown')),
    struct_pack(breakdown := 'entry', group_code := entry_group(entry_status)),
    struct_pack(breakdown := 'asylum', group_code := if(is_seeking_asylum, 'Seeking', 'Not'))
];

create macro how_far(miles) as
case
    when miles <= 5 then 'UpTo5'
    when miles <= 10 then 'UpTo10'
    when miles <= 20 then 'UpTo20'
    when miles <= 50 then 'UpTo50'
    when miles <= 100 then 'UpTo100'
    when miles > 100 then 'Over100'
    else 'Unknown'
end;

-- How long a child has been looked after on a day, by whole months.
create macro how_long(began, first_known, day) as
case
    when began is null then if(date_sub('month', first_known, day) >= 60, 'Longer', 'Unknown')
    when date_sub('month', began, day) < 6 then 'Under6'
    when date_sub('month', began, day) < 12 then 'Under12'
    when date_sub('month', began, day) < 24 then 'Under24'
    when date_sub('month', began, day) < 60 then 'Under60'
    else 'Longer'
end;

create macro how_many(placements) as
case when placements = 1 then 'One' when placements = 2 then 'Two' when placements = 3 then 'Three' when placements > 3 then 'More' else 'Unknown' end;

-- The sets a placement belongs to by where it is: the one of nine that part them, and those that are put together from them.
create macro sets_of_place(miles, is_outside) as list_filter([
    case is_outside when true then 'out' when false then 'in' else 'somewhere' end
    || case miles > 20 when true then '_far' when false then '_near' else '_unknown' end,
    if(miles > 20, 'far', null),
    if(is_outside, 'outside', null),
    if(miles is not null, 'distance_known', null),
    if(is_outside is not null, 'location_known', null),
    if(miles is not null and is_outside is not null, 'both_known', null)
], lambda name: name is not null);

-- Whether a set is one of the nine that part children by where they are placed; not the one that is told by itself (outside and far).
create macro is_one_of_nine(set_code) as split_part(set_code, '_', 1) in ('in', 'out', 'somewhere') and set_code <> 'out_far';

-- What wards are told of.
create macro is_told_of_wards(set_code, breakdown) as
breakdown in ('Total', 'destination') or (set_code = 'far' and breakdown = 'placement_type');

-- What is known of the children of a kind (on, started, ceased: as care_cases), or of placements that began (new: with another carer, temporary
-- ones left out), in periods: one row a child, or placement, and period.
create macro care_described(kind, source_ids, authority, first_days, last_days, names) as table
    with concerned as (
        select
            time_period,
            child_key,
            last_day,
            on_day,
            home_lsoa_code,
            distance_miles,
            outside_authority,
            placement_authority_code,
            placement_type,
            placement_provider,
            category_of_need,
            legal_status,
            reason_episode_ceased
        from care_cases(kind, source_ids, authority, []::varchar[], []::varchar[], first_days, last_days, names, 'Total')
        union all by name
        select
            time_period,
            child_key,
            last_day,
            episode_start as on_day,
            home_lsoa_code,
            distance_miles,
            outside_authority,
            placement_authority_code,
            placement_type,
            placement_provider,
            category_of_need,
            legal_status,
            reason_episode_ceased
        from care_placements(source_ids, authority, first_days, last_days, names)
        where kind = 'new' and is_new and episode_start >= first_day
    )

    select
        concerned.*,
        place.group_code as placement_group,
        age_on(person.birth_year, person.birth_month, concerned.on_day) as age,
        entry.began,
        entry.first_known,
        coalesce(ending.group_code, 'Unknown') as reason_group,
        care_groups(
            person.sex, age_on(person.birth_year, person.birth_month, concerned.on_day), ethnic.group_code, place.group_code,
            concerned.placement_provider, concerned.category_of_need, status.group_code, entry.entry_status, seeker.child_key is not null
        ) as in_groups
    from concerned
    left join care_children(source_ids, authority) as person on concerned.child_key = person.child_key
    left join care_entries(source_ids, authority, last_days, names) as entry
        on concerned.time_period = entry.time_period and concerned.child_key = entry.child_key
    left join asylum_seekers(source_ids, authority) as seeker
        on concerned.child_key = seeker.child_key and (seeker.until_day is null or concerned.on_day < seeker.until_day)
    left join return_code as ethnic on person.ethnicity = ethnic.code and ethnic.column_name = 'ETHNIC'
    left join return_code as place on concerned.placement_type = place.code and place.column_name = 'PLACE'
    left join return_code as status on concerned.legal_status = status.code and status.column_name = 'LS'
    left join return_code as ending on concerned.reason_episode_ceased = ending.code and ending.column_name = 'REC';
