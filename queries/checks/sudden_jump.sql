-- grain: one row per file, area and period with a figure that jumped against the year before, the greatest jump told.
-- A jump is a change in the latest period held that is far out among the changes of all areas of its kind, far out in the area's own history,
-- and more than chance moves numbers of that size. Small numbers and declared breaks of a series are left alone, and so are the
-- Isles of Scilly and the City of London, where a few families move every figure.
with measure_named as (
    select
        measure,
        breakdown,
        is_relative(measure) as is_relative,
        max(time_period) as latest
    from main.observation
    where
        value is not null and derivation is null and nature = 'official'
        and (getvariable('measures') is null or measure in (select unnest(getvariable('measures')::varchar[])))
    group by measure, breakdown
),

-- Hashes stand for the words of a series; only the few figures that are told need them.
numbered as (
    select
        observation.rowid as row_number,
        observation.time_period,
        observation.value,
        measure_named.is_relative,
        measure_named.latest,
        observation.time_period[1:4]::integer as first_year,
        hash(observation.measure, observation.area_code, observation.breakdown, observation.group_code) as series,
        hash(observation.measure, area.area_type, observation.breakdown, observation.group_code) as kind
    from main.observation as observation
    inner join measure_named on observation.measure = measure_named.measure and observation.breakdown = measure_named.breakdown
    inner join main.area as area on observation.area_code = area.area_code
    where
        observation.value >= 0 and observation.derivation is null and observation.nature = 'official'
        and observation.area_code not in ('E06000053', 'E09000001')
),

changed as (
    select
        *,
        lag(value) over in_time as former,
        lag(time_period) over in_time as former_period,
        first_year - lag(first_year) over in_time as years,
        if(is_relative, value - lag(value) over in_time, ln((value + 1) / (lag(value) over in_time + 1))) as moved
    from numbered
    window in_time as (partition by series order by time_period)
),

-- One row a series that has the latest period: the change that led to it, and the greatest before.
history as (
    select
        kind,
        latest as time_period,
        is_relative,
        max(row_number) filter (where time_period = latest) as told_row,
        max(value) filter (where time_period = latest) as present,
        max(former) filter (where time_period = latest) as former,
        max(former_period) filter (where time_period = latest) as former_period,
        max(moved) filter (where time_period = latest) as moved,
        max(abs(moved)) filter (where time_period <> latest) as own_greatest
    from changed
    where years = 1
    group by series, kind, latest, is_relative
    having count(*) filter (where time_period = latest) > 0
),

usual as (
    select
        kind,
        time_period,
        median(moved) as middle,
        mad(moved) as spread
    from history
    group by kind, time_period
    having count(*) >= 10
),

-- A break is declared for patterns of measures; they are tried on each measure once.
broken as (
    select distinct
        measure_named.measure,
        declared.time_period
    from measure_named
    inner join main.series_break as declared on regexp_matches(measure_named.measure, declared.measure_pattern)
),

jumped as (
    select
        told.*,
        area.area_type,
        area.area_name,
        history.former,
        history.former_period,
        (history.moved - usual.middle) / greatest(usual.spread, if(history.is_relative, 1, 0.05)) as size
    from history
    inner join usual on history.kind = usual.kind and history.time_period = usual.time_period
    inner join main.observation as told on history.told_row = told.rowid
    inner join main.area as area on told.area_code = area.area_code
    anti join broken on told.measure = broken.measure and told.time_period = broken.time_period
    where
        abs(history.moved - usual.middle) > 8 * greatest(usual.spread, if(history.is_relative, 1, 0.05))
        and abs(history.moved) > 2 * coalesce(history.own_greatest, 0)
        and if(
            history.is_relative,
            abs(history.moved) > 15 and greatest(history.present, history.former) <= 100 * 1.5,
            abs(history.moved) > 0.5
            and greatest(history.present, history.former) >= 100
            and abs(history.present - history.former) > 8 * sqrt(history.present + history.former)
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
