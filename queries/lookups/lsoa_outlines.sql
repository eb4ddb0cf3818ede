-- grain: one row per authority, census and LSOA of an edition of the indices, for authorities all of whose LSOAs have an outline of that census
with wanted as (
    select distinct
        member.area_code as authority_code,
        edition.census_year as boundary_year,
        member.lsoa_code
    from main.area_lsoa as member
    inner join main.deprivation_edition as edition on member.edition = edition.edition
    inner join main.area as authority
        on member.area_code = authority.area_code and authority.area_type in ('authority', 'district')
    where $authority_codes is null or member.area_code in $authority_codes
)

select
    wanted.authority_code,
    wanted.boundary_year,
    wanted.lsoa_code as area_code,
    lsoa.area_name,
    boundary.outline,
    boundary.method
from wanted
inner join main.area as lsoa on wanted.lsoa_code = lsoa.area_code
left join main.boundary as boundary
    on wanted.lsoa_code = boundary.area_code and wanted.boundary_year = boundary.boundary_year
qualify bool_and(boundary.outline is not null) over (partition by wanted.authority_code, wanted.boundary_year)
order by wanted.authority_code, wanted.boundary_year, wanted.lsoa_code
