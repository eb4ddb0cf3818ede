-- grain: one row per measure and pair of files of which the older still gives groups of the same subject, area and period
with contested as (
    select
        measure,
        breakdown,
        time_period
    from main.observation
    where derivation is null and nature = 'official'
    group by measure, breakdown, time_period
    having min(source_id) <> max(source_id)
),

subject as (
    select
        observation.measure,
        observation.breakdown,
        observation.area_code,
        observation.time_period,
        observation.source_id,
        origin.release_order,
        origin.release,
        max(origin.release_order) over (
            partition by observation.measure, observation.breakdown, observation.area_code, observation.time_period
        ) as newest,
        arg_max(origin.release, origin.release_order) over (
            partition by observation.measure, observation.breakdown, observation.area_code, observation.time_period
        ) as newest_release
    from (
        select distinct
            stated.measure,
            stated.breakdown,
            stated.area_code,
            stated.time_period,
            stated.source_id
        from main.observation as stated
        semi join contested
            on
                stated.measure = contested.measure
                and stated.breakdown = contested.breakdown
                and stated.time_period = contested.time_period
        where stated.derivation is null and stated.nature = 'official'
    ) as observation
    inner join main.source as origin on observation.source_id = origin.source_id
)

select
    'warning' as severity,
    measure,
    null::varchar as area_code,
    max(time_period) as time_period,
    format(
        '"{}" for {}{}: some groups come from release {}, the others from the newer release {}, which does not have them; do not add them up.',
        measure, if(count(distinct time_period) > 1, period_words(min(time_period)) || ' to ', ''), period_words(max(time_period)),
        release, newest_release
    ) as sentence,
    source_id
from subject
where release_order < newest
group by measure, breakdown, source_id, release, newest_release
order by measure, source_id, breakdown
