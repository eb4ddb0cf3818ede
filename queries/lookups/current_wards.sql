-- grain: one row per ward of the vintage shown
select
    authority_code,
    ward_code,
    ward_name,
    boundary_year,
    has_outline
from main.ward_set
where is_current
order by authority_code, ward_name, ward_code
