-- grain: one row per ward of the vintage shown, with its outline
select
    ward.authority_code,
    ward.boundary_year,
    ward.ward_code as area_code,
    ward.ward_name as area_name,
    boundary.outline,
    boundary.method
from main.ward_set as ward
inner join main.boundary as boundary
    on ward.ward_code = boundary.area_code and ward.boundary_year = boundary.boundary_year
where ward.is_current
order by ward.authority_code, ward.ward_code
