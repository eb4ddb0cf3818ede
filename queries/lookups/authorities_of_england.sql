-- grain: one row per present authority of England that answers for education: counties, boroughs, unitary authorities; no districts
select
    area_code,
    area_name
from main.area
where
    area_type in ('authority', 'county')
    and not is_historic
    and left(area_code, 3) in ('E06', 'E08', 'E09', 'E10')
order by area_code
