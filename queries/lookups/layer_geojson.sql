-- grain: one row: the geometry of a layer
select geojson
from main.outline_layer
where layer_id = $layer_id
