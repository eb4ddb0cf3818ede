-- grain: one row per authority, model and neighbour; the last one loaded wins
insert into main.statistical_neighbour by name
select neighbour.*
from raw.statistical_neighbour as neighbour
inner join main.source as origin on neighbour.source_id = origin.source_id
where neighbour.area_code in (select area.area_code from main.area as area)
qualify
    row_number() over (
        partition by neighbour.area_code, neighbour.model, neighbour.neighbour_rank order by origin.load_order desc
    ) = 1
order by neighbour.area_code, neighbour.model, neighbour.neighbour_rank
