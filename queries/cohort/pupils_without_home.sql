-- grain: one row per period: pupils with a result, and how many of them have no home that is placed
select
    academic_year as time_period,
    count(*) as pupils,
    count(*) filter (where home_lsoa_code is null) as without_home
from pupil_result
where
    measure = $measure
    and key_stage = $key_stage
    and score is not null
    and source_id in $source_ids
    and (superseded_by is null or not list_has_any(superseded_by, $source_ids))
group by all
order by time_period
