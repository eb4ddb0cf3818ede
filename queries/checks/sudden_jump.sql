-- grain: one row per file, area and period with a figure that jumped against the year before, the greatest jump told.
-- A jump is a change in the latest period held that is far out among the changes of all areas of its kind, far out in the area's own history,
-- and more than chance moves numbers of that size. Small numbers and declared breaks of a series are left alone, and so are the
-- Isles of Scilly and the City of London, where a few families move every figure.
with numbered as (
    select
        observation.*,
        area.area_type,
        area.area_name,
        is_relative(observation.measure) as is_relative,
        observation.time_period[1:4]::integer as first_year,
        max(observation.time_period) over (partition by observation.measure, observation.breakdown) as latest
    from main.observation as observation
    inner join main.area as area on observation.area_code = area.area_code
    where observation.value is not null and observation.derivation is null and observation.nature = 'official'
),

changed as (
    select
        *,
        lag(value) over in_time as former,
        lag(time_period) over in_time as former_period,
        first_year - lag(first_year) over in_time as years,
        if(is_relative, value - lag(value) over in_time, ln((value + 1) / (lag(value) over in_time + 1))) as moved
    from numbered
    where value >= 0 and area_code not in ('E06000053', 'E09000001')
    window in_time as (partition by measure, area_code, breakdown, group_code order by time_period)
),

history as (
    select
        *,
        max(abs(moved)) over (
            partition by measure, area_code, breakdown, group_code order by time_period
            rows between unbounded preceding and 1 preceding
        ) as own_greatest
    from changed
    where years = 1
),

usual as (
    select
        measure,
        area_type,
        breakdown,
        group_code,
        time_period,
        median(moved) as middle,
        mad(moved) as spread
    from history
    where time_period = latest
    group by all
    having count(*) >= 10
),

jumped as (
    select
        history.*,
        (history.moved - usual.middle) / greatest(usual.spread, if(history.is_relative, 1, 0.05)) as size
    from history
    inner join usual
        on
            history.measure = usual.measure
            and history.area_type = usual.area_type
            and history.breakdown = usual.breakdown
            and history.group_code = usual.group_code
            and history.time_period = usual.time_period
    where
        abs(history.moved - usual.middle) > 8 * greatest(usual.spread, if(history.is_relative, 1, 0.05))
        and abs(history.moved) > 2 * coalesce(history.own_greatest, 0)
        and if(
            history.is_relative,
            abs(history.moved) > 15 and greatest(history.value, history.former) <= 100 * 1.5,
            abs(history.moved) > 0.5
            and greatest(history.value, history.former) >= 100
            and abs(history.value - history.former) > 8 * sqrt(history.value + history.former)
        )
        and not exists (
            select 1
            from main.series_break as declared
            where regexp_matches(history.measure, declared.measure_pattern) and declared.time_period = history.time_period
        )
),

ranked as (
    select
        *,
        if(regexp_matches(measure, '(?i)percent|(^|[._])(pt|pct)_'), '%', '') as unit,
        count(distinct measure) over (partition by source_id, area_code, time_period) as measures,
        row_number() over (partition by source_id, area_code, time_period order by abs(size) desc, measure, group_code asc) as choice
    from jumped
)

select
    'warning' as severity,
    measure,
    area_code,
    time_period,
    format(
        '{}, {}: {} {} from {} to {} in a year; other areas, and this one in earlier years, changed far less{}.',
        area_name, period_words(time_period), group_words(measure, breakdown, group_name),
        if(value > former, 'rose', 'fell'),
        figure_words(former, area_type, nature) || unit, figure_words(value, area_type, nature) || unit,
        if(measures > 1, ' (' || measures - 1 || ' more of its measures jumped too)', '')
    ) as sentence,
    source_id
from ranked
where choice = 1
order by source_id, area_code, time_period
