-- grain: one row per LSOA, authority and lookup year, with a point inside the LSOA; of the version being written
select
    boundary.area_code as lsoa_code,
    boundary.label_longitude,
    boundary.label_latitude,
    lookup.parent_code as authority_code,
    lookup.lookup_year
from raw.boundary as boundary
inner join raw.area_lookup as lookup on boundary.area_code = lookup.child_code and lookup.relation = 'within'
inner join raw.area as parent
    on lookup.parent_code = parent.area_code and parent.area_type in ('authority', 'district')
where
    boundary.area_code[1:3] in ('E01', 'W01')
    and boundary.source_id in (select origin.source_id from main.source_in_force as origin)
    and lookup.source_id in (select origin.source_id from main.source_in_force as origin)
group by all
order by all
