-- grain: one row per LSOA that lies, or by best fit lay, in an authority or one of its wards, of any census
select distinct lookup.child_code as area_code
from main.area_lookup as lookup
inner join main.area as area on lookup.child_code = area.area_code and area.area_type = 'lsoa'
where
    (lookup.relation = 'within' and lookup.parent_code = $authority_code)
    or (
        lookup.relation = 'best_fit'
        and lookup.parent_code in (
            select ward.ward_code
            from main.ward_set as ward
            where ward.authority_code = $authority_code
        )
    )
order by area_code
