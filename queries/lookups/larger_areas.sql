-- grain: one row per authority, district, county, region or country
select
    area_code,
    area_name,
    area_type,
    last_year
from main.area
where area_type in ('authority', 'district', 'county', 'region', 'country')
order by area_code
