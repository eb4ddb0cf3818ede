-- grain: one row per area that figures can be held for
select
    area_code,
    area_type
from main.area
order by area_code
