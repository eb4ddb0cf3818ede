-- grain: one row per ward of the vintage shown of an authority that has an outline, with a point inside it
select
    ward.ward_code,
    ward.ward_name,
    boundary.label_longitude,
    boundary.label_latitude
from main.ward_set as ward
inner join main.boundary as boundary on ward.ward_code = boundary.area_code
where ward.authority_code = $authority_code and ward.is_current
qualify row_number() over (partition by ward.ward_code order by abs(boundary.boundary_year - ward.boundary_year) asc, boundary.boundary_year desc) = 1
order by ward.ward_name, ward.ward_code
