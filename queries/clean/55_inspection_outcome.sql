-- grain: one row per authority, day and judgement; newer release before older, then the last one loaded
insert into main.inspection_outcome by name
select outcome.*
from raw.inspection_outcome as outcome
inner join main.source_in_force as origin on outcome.source_id = origin.source_id
where outcome.area_code in (select area.area_code from main.area as area)
qualify
    row_number() over (
        partition by outcome.area_code, outcome.inspection_date, outcome.judgement_area order by origin.standing desc
    ) = 1
order by outcome.area_code, outcome.inspection_date, outcome.judgement_area
