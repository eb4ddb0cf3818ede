-- grain: one row per file and period in which areas that the period before still had are missing
-- Hashes stand for the words of a series; only the few that are told need them.
with held as materialized (
    select distinct
        hash(measure, breakdown) as series,
        area_code,
        time_period
    from main.observation
    where derivation is null and nature = 'official'
    union all by name
    select distinct
        hash('population', sex, age_from, age_to) as series,
        area_code,
        time_period
    from main.population
    where derivation is null and nature = 'official' and age_from = 0
),

period as (
    select
        held.series,
        area.area_type,
        held.time_period,
        count(*) as areas,
        lag(held.time_period) over (partition by held.series, area.area_type order by held.time_period) as former_period,
        lag(count(*)) over (partition by held.series, area.area_type order by held.time_period) as former_areas,
        max(held.time_period) over (partition by held.series, area.area_type) as latest
    from held
    inner join main.area as area on held.area_code = area.area_code
    group by held.series, area.area_type, held.time_period
),

missing as (
    select
        period.series,
        period.area_type,
        period.time_period,
        period.former_period,
        period.areas,
        period.former_areas,
        held.area_code,
        area.area_name,
        area.is_historic
    from period
    inner join held on period.series = held.series and period.former_period = held.time_period
    inner join main.area as area on held.area_code = area.area_code and period.area_type = area.area_type
    left join held as still
        on
            period.series = still.series
            and period.time_period = still.time_period
            and held.area_code = still.area_code
    where period.time_period = period.latest and still.area_code is null
),

-- An area that no figure at all is held for after it went is one that was abolished.
last_seen as (
    select
        area_code,
        max(time_period)[1:4] as last_year
    from held
    group by area_code
),

-- The same name under another code in the period from which the old code is missing.
renamed as (
    select
        missing.area_code,
        missing.time_period,
        min(other.area_code) as new_code
    from missing
    inner join main.area as other
        on
            missing.area_name = other.area_name
            and missing.area_type = other.area_type
            and missing.area_code <> other.area_code
    inner join held on other.area_code = held.area_code and missing.time_period = held.time_period
    where missing.area_type in ('authority', 'district', 'county', 'region')
    group by missing.area_code, missing.time_period
),

described as (
    select
        missing.*,
        missing.area_name || ' (' || missing.area_code || if(renamed.new_code is null, '', ', now ' || renamed.new_code) || ')' as area_words,
        case
            when renamed.new_code is not null then 'under another code'
            when missing.is_historic or last_seen.last_year < missing.time_period[1:4] then 'gone'
            else 'missing'
        end as fate
    from missing
    inner join last_seen on missing.area_code = last_seen.area_code
    left join renamed on missing.area_code = renamed.area_code and missing.time_period = renamed.time_period
),

of_file as (
    select
        hash(measure, breakdown) as series,
        measure,
        time_period,
        max(source_id) as source_id
    from main.observation
    where derivation is null
    group by measure, breakdown, time_period
),

summed as (
    select
        of_file.source_id,
        described.area_type,
        described.time_period,
        described.former_period,
        described.fate,
        count(distinct coalesce(of_file.measure, 'population')) as measures,
        min(coalesce(of_file.measure, 'population')) as measure,
        list_sort(list(distinct described.area_words)) as labels,
        min(described.area_code) as area_code
    from described
    left join of_file on described.series = of_file.series and described.time_period = of_file.time_period
    where described.fate <> 'gone' or described.area_type not in ('ward', 'lsoa', 'msoa')
    group by of_file.source_id, described.area_type, described.time_period, described.former_period, described.fate
)

select
    if(fate = 'gone', 'note', 'warning') as severity,
    if(measures = 1, measure, null) as measure,
    if(len(labels) = 1, area_code, null) as area_code,
    time_period,
    format(
        '{} {} had figures for {} and {} none for {}: {}{}.{}',
        len(labels),
        case
            when area_type in ('lsoa', 'msoa') then upper(area_type) || if(len(labels) = 1, '', 's')
            when len(labels) = 1 then area_type
            when area_type in ('authority', 'country', 'county') then area_type[:-2] || 'ies'
            else area_type || 's'
        end,
        period_words(former_period), if(len(labels) = 1, 'has', 'have'), period_words(time_period),
        array_to_string(labels[:5], ', '), if(len(labels) > 5, ' and ' || len(labels) - 5 || ' more', ''),
        case fate
            when 'gone' then ' No later figure is held for them in any file: they were probably abolished.'
            when 'under another code' then ' The series breaks off where the code changes; a lookup that names both would join it.'
            else ''
        end
    ) as sentence,
    source_id
from summed
order by severity, source_id, area_type, time_period, fate
