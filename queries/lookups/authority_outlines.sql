-- grain: one row per present authority, district or county with an outline of its own, of the latest year; where it has none, a row for each of
-- its wards of the vintage shown, if all of them have an outline. county_code is the county that answers for a district's children.
with place as (
    select
        area.area_code,
        area.area_name,
        area.area_type,
        county.area_code as county_code,
        county.area_name as county_name
    from main.area as area
    left join main.area_lookup as lookup
        on area.area_code = lookup.child_code and lookup.relation = 'within' and area.area_type = 'district'
    left join main.area as county
        on lookup.parent_code = county.area_code and county.area_type = 'county' and not county.is_historic
    where area.area_type in ('authority', 'district', 'county') and not area.is_historic
    qualify
        row_number() over (
            partition by area.area_code
            order by county.area_code is null asc, lookup.lookup_year desc, county.area_code asc
        ) = 1
),

own as (
    select
        place.*,
        boundary.outline,
        boundary.boundary_year,
        boundary.method
    from place
    inner join main.boundary as boundary on place.area_code = boundary.area_code
    qualify boundary.boundary_year = max(boundary.boundary_year) over (partition by place.area_code)
),

of_wards as (
    select
        place.*,
        boundary.outline,
        ward.boundary_year,
        boundary.method
    from place
    inner join main.ward_set as ward on place.area_code = ward.authority_code and ward.is_current
    left join main.boundary as boundary
        on ward.ward_code = boundary.area_code and ward.boundary_year = boundary.boundary_year
    where place.area_code not in (select own.area_code from own)
    qualify bool_and(boundary.outline is not null) over (partition by place.area_code)
)

select * from own
union all
select * from of_wards
order by area_code, boundary_year, outline
