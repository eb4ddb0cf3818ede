-- grain: one row per month of which both ends are held, state of a child at its beginning and state at its end.
-- A state is an age group and a placement group; a child who is not looked after at the beginning has entered (both empty at the beginning),
-- one who is not at the end has left (both empty at the end).
-- numerator: children; denominator: all children of the state at the beginning, empty for those who entered.
-- Short breaks are left out; a temporary placement (T codes) counts as the one before it in the same period of care.
-- A month is called by the year and month of its end. Months of which one end lies in a year that is not held are left out.
with month as (
    select
        ending.month_end as last_day,
        last_day(ending.month_end - interval 1 month) as first_day,
        ending.source_id
    from (
        select
            held.source_id,
            last_day(unnest(range(make_date(held.collection_year - 1, 4, 1), make_date(held.collection_year, 4, 1), interval 1 month)))::date as month_end
        from years_held($source_ids, $authority_code) as held
    ) as ending
    where return_year(last_day(ending.month_end - interval 1 month)) in (select held.collection_year from years_held($source_ids, $authority_code) as held)
),

placed as (
    select
        episode.child_key,
        episode.episode_start,
        episode.until_day,
        episode.collection_year,
        episode.row_number,
        nullif(place.group_code, 'Temporary') as place_group,
        count_if(episode.reason_new_episode = 'S') over (
            partition by episode.child_key order by episode.episode_start, episode.collection_year, episode.row_number
        ) as period_of_care
    from care_episodes($source_ids, $authority_code) as episode
    left join return_code as place on episode.placement_type = place.code and place.column_name = 'PLACE'
),

lasting as (
    select
        * exclude (place_group),
        coalesce(
            last_value(place_group ignore nulls) over (
                partition by child_key, period_of_care order by episode_start, collection_year, row_number
            ),
            'Unknown'
        ) as place_group
    from placed
),

standing as (
    select
        ending.month_end,
        lasting.child_key,
        age_group(age_on(person.birth_year, person.birth_month, ending.month_end)) as age_group,
        lasting.place_group
    from (select distinct unnest([first_day, last_day]) as month_end from month) as ending
    inner join lasting on ending.month_end >= lasting.episode_start and ending.month_end < lasting.until_day
    left join care_children($source_ids, $authority_code) as person on lasting.child_key = person.child_key
    qualify
        row_number() over (
            partition by ending.month_end, lasting.child_key
            order by lasting.episode_start desc, lasting.collection_year desc, lasting.row_number desc
        ) = 1
),

moved as (
    select
        month.last_day,
        month.source_id,
        earlier.child_key,
        earlier.age_group,
        earlier.place_group,
        later.age_group as next_age_group,
        later.place_group as next_place_group
    from month
    inner join standing as earlier on month.first_day = earlier.month_end
    left join standing as later on month.last_day = later.month_end and earlier.child_key = later.child_key
    union all
    select
        month.last_day,
        month.source_id,
        later.child_key,
        null as age_group,
        null as place_group,
        later.age_group as next_age_group,
        later.place_group as next_place_group
    from month
    inner join standing as later on month.last_day = later.month_end
    left join standing as earlier on month.first_day = earlier.month_end and later.child_key = earlier.child_key
    where earlier.child_key is null
)

select
    strftime(last_day, '%Y-%m') as time_period,
    age_group,
    place_group,
    next_age_group,
    next_place_group,
    count(*)::double as numerator,
    if(age_group is null, null, sum(count(*)) over (partition by last_day, age_group, place_group))::double as denominator,
    source_id
from moved
group by last_day, age_group, place_group, next_age_group, next_place_group, source_id
order by all
