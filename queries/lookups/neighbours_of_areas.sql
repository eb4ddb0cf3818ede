-- grain: one row per given area and statistical neighbour of the latest model held for it
select
    neighbour.area_code,
    neighbour.neighbour_rank,
    neighbour.neighbour_la_number
from main.statistical_neighbour as neighbour
where neighbour.area_code in $areas
qualify neighbour.model = max(neighbour.model) over (partition by neighbour.area_code)
order by neighbour.area_code, neighbour.neighbour_rank
