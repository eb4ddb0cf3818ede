-- grain: one row per outline layer, without its geometry
select
    layer_id,
    authority_code,
    area_type,
    boundary_year,
    method,
    west,
    south,
    east,
    north
from main.outline_layer
order by layer_id
