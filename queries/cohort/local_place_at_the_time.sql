-- grain: one row per type of placement asked for and all of them together (area_code: the type, or $authority_code), breakdown (Total, age) and
-- group, for a year that is held.
-- denominator: placements of these types that began in the year (RNE S, P or B) more than 20 miles from home, short breaks left out, and the return
-- from a temporary placement to the one before it too; numerator: those for which, on the day before, fewer other children of the authority
-- lived in local places (inside the authority) of the same type than $capacities says there are. Children placed by other authorities are
-- not known, so the numerator is an upper bound.
with asked as (
    select *
    from periods_held($source_ids, $authority_code, [$first_day], [$last_day], [$time_period])
),

capacity as (
    select
        unnest($place_types) as place_type,
        unnest($capacities) as places
),

placed as (
    select
        episode.child_key,
        episode.episode_start,
        episode.until_day,
        episode.reason_new_episode,
        episode.distance_miles,
        episode.outside_authority,
        place.group_code as place_type,
        struct_pack(
            place := episode.placement_type, provider := episode.placement_provider, urn := episode.provider_urn,
            authority := episode.placement_authority_code, miles := episode.distance_miles
        ) as placement,
        lag(place.group_code = 'Temporary', 1, false) over same_child as is_after_temporary,
        lag(placement, 2) over same_child as before_temporary
    from care_episodes($source_ids, $authority_code) as episode
    left join return_code as place on episode.placement_type = place.code and place.column_name = 'PLACE'
    window same_child as (partition by episode.child_key order by episode.episode_start, episode.collection_year, episode.row_number)
),

begun as (
    select
        placed.child_key,
        placed.episode_start,
        placed.place_type,
        asked.time_period,
        asked.source_id,
        age_group(age_on(person.birth_year, person.birth_month, placed.episode_start)) as age,
        capacity.places
    from placed
    inner join asked on placed.episode_start between asked.first_day and asked.last_day
    inner join capacity on placed.place_type = capacity.place_type
    left join care_children($source_ids, $authority_code) as person on placed.child_key = person.child_key
    where
        placed.reason_new_episode in ('S', 'P', 'B')
        and placed.distance_miles > 20
        and not (coalesce(placed.is_after_temporary, false) and placed.placement is not distinct from placed.before_temporary)
),

in_use as (
    select
        begun.child_key,
        begun.episode_start,
        begun.place_type,
        begun.age,
        begun.places,
        'Total' as everybody,
        count(distinct local_child.child_key) as used
    from begun
    left join placed as local_child
        on
            begun.place_type = local_child.place_type
            and begun.episode_start > local_child.episode_start
            and begun.episode_start <= local_child.until_day
            and begun.child_key <> local_child.child_key
            and local_child.outside_authority = false
    group by all
),

member as (
    unpivot in_use
    on everybody, age
    into name breakdown value group_code
),

counted as (
    select
        coalesce(place_type, coalesce($authority_code, 'unknown')) as area_code,
        if(breakdown = 'everybody', 'Total', breakdown) as breakdown,
        group_code,
        count_if(used < places) as with_place,
        count(*) as placements
    from member
    group by grouping sets ((place_type, breakdown, group_code), (breakdown, group_code))
)

select
    area.area_code,
    asked.time_period,
    known.breakdown,
    known.group_code,
    coalesce(counted.with_place, 0)::double as numerator,
    coalesce(counted.placements, 0)::double as denominator,
    null::varchar as symbol,
    asked.source_id
from asked
cross join (select unnest(list_append($place_types, coalesce($authority_code, 'unknown'))) as area_code) as area
inner join care_group as known on known.breakdown in ('Total', 'age')
left join counted
    on area.area_code = counted.area_code and known.breakdown = counted.breakdown and known.group_code = counted.group_code
order by area.area_code, known.breakdown, known.place
