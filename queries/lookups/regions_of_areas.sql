-- grain: one row per given area whose region a lookup names; the latest lookup counts
select
    lookup.child_code as area_code,
    lookup.parent_code as region_code
from main.area_lookup as lookup
inner join main.area as region on lookup.parent_code = region.area_code and region.area_type = 'region'
where lookup.relation = 'within' and lookup.child_code in $areas
qualify row_number() over (partition by lookup.child_code order by lookup.lookup_year desc, lookup.parent_code asc) = 1
order by lookup.child_code
