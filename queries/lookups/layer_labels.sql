-- grain: one row per area of a layer, with a point inside it
select
    round(boundary.label_longitude, 4) as longitude,
    round(boundary.label_latitude, 4) as latitude,
    ward.ward_name as area_name
from main.outline_layer as layer
inner join main.ward_set as ward
    on layer.authority_code = ward.authority_code and layer.boundary_year = ward.boundary_year
inner join main.boundary as boundary
    on ward.ward_code = boundary.area_code and ward.boundary_year = boundary.boundary_year
where layer.layer_id = $layer_id
order by ward.ward_code
