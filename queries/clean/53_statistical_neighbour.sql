-- grain: one row per authority, model and neighbour; that of the greatest standing
insert into main.statistical_neighbour by name
select neighbour.*
from raw.statistical_neighbour as neighbour
inner join main.source_in_force as origin on neighbour.source_id = origin.source_id
where neighbour.area_code in (select area.area_code from main.area as area)
qualify
    row_number() over (
        partition by neighbour.area_code, neighbour.model, neighbour.neighbour_rank order by origin.standing desc
    ) = 1
order by neighbour.area_code, neighbour.model, neighbour.neighbour_rank
