-- grain: one row per academic year in which any pupil who lives in $lsoa_codes has a result: the years of queries/cohort/pupils_base.sql, without its counts.
select distinct academic_year as time_period
from pupil_result
where
    measure = $measure
    and key_stage = $key_stage
    and score is not null
    and home_lsoa_code in $lsoa_codes
    and source_id in $source_ids
    and (superseded_by is null or not list_has_any(superseded_by, $source_ids))
order by time_period
