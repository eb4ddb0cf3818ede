-- grain: one row per authority, day and judgement; the last one loaded wins
insert into main.inspection_outcome by name
select outcome.*
from raw.inspection_outcome as outcome
inner join main.source as origin on outcome.source_id = origin.source_id
qualify
    row_number() over (
        partition by outcome.area_code, outcome.inspection_date, outcome.judgement_area order by origin.load_order desc
    ) = 1
order by outcome.area_code, outcome.inspection_date, outcome.judgement_area
