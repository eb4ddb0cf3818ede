-- grain: one row per authority, model and neighbour, the closest first
select
    area_code,
    model,
    neighbour_rank,
    neighbour_code,
    neighbour_name,
    closeness
from main.statistical_neighbour
order by area_code, model, neighbour_rank
