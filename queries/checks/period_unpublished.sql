-- grain: one row per file and period in which measures published before stand without a single figure
with period as (
    select
        measure,
        breakdown,
        time_period,
        max(source_id) as source_id,
        count(value) as figures,
        mode(symbol) as symbol,
        min(area_code) <> max(area_code) as has_several_areas
    from main.observation
    where
        derivation is null and nature = 'official'
        and (getvariable('measures') is null or measure in (select unnest(getvariable('measures')::varchar[])))
    group by measure, breakdown, time_period
),

empty_period as (
    select
        *,
        min(time_period) filter (where figures > 0) over (partition by measure, breakdown) as first_published
    from period
)

select
    'note' as severity,
    if(count(distinct measure) = 1, min(measure), null) as measure,
    null::varchar as area_code,
    time_period,
    format(
        '{}: {} {} no figure for any area{}{}.',
        period_words(time_period),
        if(count(distinct measure) = 1, '"' || min(measure) || '"', count(distinct measure) || ' measures (' || min(measure) || ', …)'),
        if(count(distinct measure) = 1, 'has', 'have'),
        case mode(symbol) when 'x' then ', marked as not available' when 'z' then ', marked as not applicable' else ', all are hidden' end,
        if(time_period[1:4] in ('2019', '2020', '2021'), '; much was not collected in the years of Covid', '')
    ) as sentence,
    source_id
from empty_period
where figures = 0 and has_several_areas and time_period > first_published
group by source_id, time_period
order by source_id, time_period
