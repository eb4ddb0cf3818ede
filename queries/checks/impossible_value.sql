-- grain: one row per measure, area and period with a figure that cannot be true, the worst of them told
with ranked as (
    select
        *,
        case when edition < '2015' then 32482 when edition < '2025' then 32844 else 33755 end as ranks
    from main.deprivation
),

-- Some measures lie below zero by nature (progress, changes, net gains): those of which one figure in a hundred does.
signed as (
    select measure
    from main.observation
    where value is not null
    group by measure
    having count(*) filter (where value < 0) * 100 >= count(*) and count(*) >= 20
),

wrong as (
    select
        observation.measure,
        observation.area_code,
        observation.time_period,
        observation.source_id,
        group_words(observation.measure, observation.breakdown, observation.group_name) || case
            when observation.value < 0 then ' is ' || observation.value || ', below zero'
            else ' is ' || format('{:,.1f}', observation.value) || '%, above 100%'
        end as what,
        greatest(-observation.value, observation.value - 100) as size
    from main.observation as observation
    where
        observation.derivation is null
        and (getvariable('measures') is null or observation.measure in (select unnest(getvariable('measures')::varchar[])))
        and (
            (
                observation.value < 0
                and not regexp_matches(observation.measure, '(?i)score|avg|average|p8|net|change|CI_|gap|difference')
                and not regexp_matches(observation.group_name, '(?i)net gain|net loss|change|difference')
                and observation.measure not in (select signed.measure from signed)
            )
            or (
                observation.value > 100.05
                and regexp_matches(observation.measure, '(?i)(^|[._])pt_|percent')
                and not regexp_matches(observation.measure, '(?i)change|increase|difference')
            )
        )
    union all by name
    select
        'population' as measure,
        area_code,
        time_period,
        source_id,
        case
            when persons < 0 then 'residents aged ' || age_from || ' are ' || persons || ', below zero'
            else 'residents have an impossible age, ' || age_from || ' to ' || age_to
        end as what,
        abs(persons) as size
    from main.population
    where derivation is null and (persons < 0 or age_from < 0 or age_from > age_to or age_to > 120)
    union all by name
    select
        'deprivation ' || domain as measure,
        area_code,
        edition as time_period,
        source_id,
        case
            when national_rank between 1 and ranks then 'rank ' || national_rank || ' does not lie in tenth ' || national_decile || ' of England'
            else 'rank ' || national_rank || ' is none of the ' || format('{:,}', ranks) || ' ranks'
        end as what,
        national_rank as size
    from ranked
    where national_rank not between 1 and ranks or abs(national_rank - (national_decile - 0.5) * ranks / 10) > ranks / 20 + 1
)

select
    'error' as severity,
    wrong.measure,
    wrong.area_code,
    wrong.time_period,
    format('{}, {}: {}.', area.area_name, period_words(wrong.time_period), wrong.what) as sentence,
    wrong.source_id
from wrong
inner join main.area as area on wrong.area_code = area.area_code
qualify
    row_number() over (
        partition by wrong.measure, wrong.area_code, wrong.time_period order by wrong.size desc, wrong.what asc
    ) = 1
order by wrong.measure, wrong.area_code, wrong.time_period
