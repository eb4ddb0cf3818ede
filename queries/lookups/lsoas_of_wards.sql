-- grain: one row per LSOA and ward of the vintage shown of its authority, of any census.
-- Of several lookups that place an LSOA in the same authority the one nearest in time to the ward boundaries counts, then the later.
with code_in_use as (
    select
        ward_code as stated_code,
        ward_code
    from main.ward_set
    union
    select
        child_code as stated_code,
        parent_code as ward_code
    from main.area_lookup
    where relation = 'successor'
)

select
    lookup.child_code as lsoa_code,
    ward.ward_code
from main.area_lookup as lookup
inner join main.area as lsoa on lookup.child_code = lsoa.area_code and lsoa.area_type = 'lsoa'
inner join code_in_use on lookup.parent_code = code_in_use.stated_code
inner join main.ward_set as ward on code_in_use.ward_code = ward.ward_code and ward.is_current
where lookup.relation = 'best_fit'
qualify
    row_number() over (
        partition by lookup.child_code, ward.authority_code
        order by abs(lookup.lookup_year - ward.boundary_year) asc, lookup.lookup_year desc, ward.ward_code asc
    ) = 1
order by lsoa_code, ward.ward_code
