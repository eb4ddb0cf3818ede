-- grain: one row per area (the authority, its wards, their LSOAs), breakdown, group and academic year in which any pupil of the authority has a result.
-- numerator: pupils who reached the standard, or the sum of their scores; denominator: pupils with a result. A group nobody is in has count 0.
-- Sums are exact and the order is fixed, so that the same pupils make the same table to the last bit.
-- $ward_codes names for each of $lsoa_codes the ward in which it counts. A result that a later file in force states again counts there alone.
with home as (
    select
        unnest($lsoa_codes) as lsoa_code,
        unnest($ward_codes) as ward_code
),

pupil as (
    select
        home.lsoa_code,
        home.ward_code,
        result.academic_year as time_period,
        result.score,
        result.source_id,
        'Total' as everybody,
        result.sex,
        result.ethnicity,
        result.fsm,
        result.disadvantaged,
        result.sen,
        result.first_language,
        result.social_care,
        result.phase
    from pupil_result as result
    inner join home on result.home_lsoa_code = home.lsoa_code
    where
        result.measure = $measure
        and result.key_stage = $key_stage
        and result.score is not null
        and result.source_id in $source_ids
        and (result.superseded_by is null or not list_has_any(result.superseded_by, $source_ids))
),

member as (
    unpivot pupil
    on everybody, sex, ethnicity, fsm, disadvantaged, sen, first_language, social_care, phase
    into name breakdown value group_code
),

counted as (
    select
        coalesce(member.lsoa_code, member.ward_code, $authority_code) as area_code,
        member.time_period,
        if(member.breakdown = 'everybody', 'Total', member.breakdown) as breakdown,
        member.group_code,
        sum(member.score::decimal(18, 6))::double as numerator,
        count(*)::double as denominator
    from member
    group by
        grouping sets (
            (member.lsoa_code, member.time_period, member.breakdown, member.group_code),
            (member.ward_code, member.time_period, member.breakdown, member.group_code),
            (member.time_period, member.breakdown, member.group_code)
        )
),

area as (
    select
        lsoa_code as area_code,
        'lsoa' as area_type
    from home
    union
    select
        ward_code as area_code,
        'ward' as area_type
    from home
    union
    select
        $authority_code as area_code,
        'authority' as area_type
),

held as (
    select
        time_period,
        max(source_id) as source_id
    from pupil
    group by time_period
)

select
    area.area_code,
    area.area_type,
    held.time_period,
    known.breakdown,
    known.group_code,
    known.group_name,
    coalesce(counted.numerator, 0) as numerator,
    coalesce(counted.denominator, 0) as denominator,
    null::varchar as symbol,
    held.source_id
from area
cross join held
cross join pupil_group as known
left join counted
    on
        area.area_code = counted.area_code
        and held.time_period = counted.time_period
        and known.breakdown = counted.breakdown
        and known.group_code = counted.group_code
order by held.time_period, area.area_type, area.area_code, known.breakdown, known.place
