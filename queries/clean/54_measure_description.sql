-- grain: one row per measure; the last one loaded wins
insert into main.measure_description by name
select description.*
from raw.measure_description as description
inner join main.source as origin on description.source_id = origin.source_id
qualify
    row_number() over (
        partition by description.measure order by origin.load_order desc
    ) = 1
order by description.measure
