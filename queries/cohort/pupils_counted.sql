-- grain: one row per area, period and group of the breakdown, where pupils of the area have a result in the period.
-- numerator: pupils who reached the standard, or the sum of their scores; denominator: pupils with a result.
-- $home_codes names for each of $lsoa_codes the area in which it counts; an LSOA may stand in several. With $pooled all $time_periods
-- together make one period of that name. A result that a later file in force states again counts there alone.
with home as (
    select
        unnest($lsoa_codes) as lsoa_code,
        unnest($home_codes) as area_code
),

pupil as (
    select
        home_lsoa_code,
        coalesce($pooled, academic_year) as time_period,
        score,
        source_id,
        case $breakdown
            when 'Total' then 'Total'
            when 'sex' then sex
            when 'ethnicity' then ethnicity
            when 'fsm' then fsm
            when 'disadvantaged' then disadvantaged
            when 'sen' then sen
            when 'first_language' then first_language
            when 'social_care' then social_care
            when 'phase' then phase
        end as group_code
    from pupil_result
    where
        measure = $measure
        and key_stage = $key_stage
        and score is not null
        and home_lsoa_code in (select home.lsoa_code from home)
        and ($time_periods is null or academic_year in $time_periods)
        and source_id in $source_ids
        and (superseded_by is null or not list_has_any(superseded_by, $source_ids))
),

by_lsoa as (
    select
        home_lsoa_code,
        time_period,
        group_code,
        sum(score) as total,
        count(*) as pupils,
        max(source_id) as source_id
    from pupil
    group by all
),

counted as (
    select
        home.area_code,
        by_lsoa.time_period,
        by_lsoa.group_code,
        sum(by_lsoa.total) as total,
        sum(by_lsoa.pupils) as pupils,
        max(by_lsoa.source_id) as source_id
    from by_lsoa
    inner join home on by_lsoa.home_lsoa_code = home.lsoa_code
    group by all
),

held as (
    select
        area_code,
        time_period,
        max(source_id) as source_id
    from counted
    group by all
)

select
    held.area_code,
    held.time_period,
    known.group_code,
    known.group_name,
    coalesce(counted.total, 0)::double as numerator,
    coalesce(counted.pupils, 0)::double as denominator,
    if(counted.pupils is null, 'z', null) as symbol,
    null::varchar as derivation,
    held.source_id,
    held.source_id as denominator_source_id
from held
inner join pupil_group as known on known.breakdown = $breakdown
left join counted
    on held.area_code = counted.area_code and held.time_period = counted.time_period and known.group_code = counted.group_code
order by held.area_code, held.time_period, known.place
