-- grain: one row per file and gap of a year or more between periods that it has, the years of Covid told apart
with held as (
    select
        measure,
        breakdown,
        time_period[1:4]::integer as first_year,
        any_value(time_period) as time_period,
        max(source_id) as source_id
    from main.observation
    where
        derivation is null and nature = 'official'
        and (getvariable('measures') is null or measure in (select unnest(getvariable('measures')::varchar[])))
    group by measure, breakdown, time_period[1:4]
),

gap as (
    select
        *,
        lag(first_year) over (partition by measure, breakdown order by first_year) as former_year,
        lag(time_period) over (partition by measure, breakdown order by first_year) as former_period,
        count(*) over (partition by measure, breakdown) as periods,
        max(first_year) over (partition by measure, breakdown) - min(first_year) over (partition by measure, breakdown) + 1 as years
    from held
)

select
    if(former_year >= 2018 and first_year <= 2022, 'note', 'warning') as severity,
    if(count(distinct measure) = 1, min(measure), null) as measure,
    null::varchar as area_code,
    time_period,
    format(
        '{} {} between {} and {}: {}{}.',
        first_year - former_year - 1, if(first_year - former_year = 2, 'period is missing', 'periods are missing'),
        period_words(former_period), period_words(time_period),
        if(count(distinct measure) = 1, '"' || min(measure) || '"', count(distinct measure) || ' measures'),
        if(former_year >= 2018 and first_year <= 2022, '; much was not collected in the years of Covid', '')
    ) as sentence,
    source_id
from gap
where first_year - former_year > 1 and periods * 2 > years
group by source_id, former_year, first_year, former_period, time_period
order by source_id, time_period
