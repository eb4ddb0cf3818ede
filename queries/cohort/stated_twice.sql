-- grain: one row per row of a file that states a second result of the same pupil, year and measure: every one of them, for nobody knows which is right
select row_number
from pupil_result
where source_id = $source_id and problem is null
qualify count(*) over (partition by child_key, academic_year, measure) > 1
