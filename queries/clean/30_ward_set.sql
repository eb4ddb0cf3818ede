-- grain: one row per authority, ward and vintage. The vintage shown is the latest with outlines of every ward.
-- A vintage with fewer than half as many wards as the authority's largest is a part of one and left out: nothing may be summed over it.
with stated as (
    select
        lookup.parent_code as authority_code,
        lookup.child_code as ward_code,
        lookup.lookup_year as boundary_year,
        max(raw_area.area_name) as ward_name,
        coalesce(bool_or(boundary.area_code is not null), false) as has_outline
    from main.area_lookup as lookup
    inner join main.area as ward on lookup.child_code = ward.area_code and ward.area_type = 'ward'
    inner join main.area as parent
        on lookup.parent_code = parent.area_code and parent.area_type in ('authority', 'district')
    inner join raw.area as raw_area
        on lookup.child_code = raw_area.area_code and lookup.lookup_year = raw_area.boundary_year
    inner join main.source_in_force as origin on raw_area.source_id = origin.source_id
    left join main.boundary as boundary
        on lookup.child_code = boundary.area_code and lookup.lookup_year = boundary.boundary_year
    where lookup.relation = 'within'
    group by lookup.parent_code, lookup.child_code, lookup.lookup_year
),

counted as (
    select
        stated.*,
        count(*) over (partition by stated.authority_code, stated.boundary_year) as wards
    from stated
),

whole as (
    select counted.*
    from counted
    qualify 2 * counted.wards >= max(counted.wards) over (partition by counted.authority_code)
),

vintage as (
    select
        authority_code,
        boundary_year,
        row_number() over (
            partition by authority_code order by bool_and(has_outline) desc, boundary_year desc
        ) as choice
    from whole
    group by authority_code, boundary_year
)

insert into main.ward_set by name
select
    whole.authority_code,
    whole.ward_code,
    whole.ward_name,
    whole.boundary_year,
    whole.has_outline,
    vintage.choice = 1 as is_current
from whole
inner join vintage
    on whole.authority_code = vintage.authority_code and whole.boundary_year = vintage.boundary_year
order by whole.authority_code, whole.boundary_year, whole.ward_code
