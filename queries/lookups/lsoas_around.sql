-- grain: one row per LSOA of an edition in an authority or near it, with its outline and its rank by one index.
-- Near: its label point lies within a fifth of a degree of the box of the authority's own. Empty when an LSOA of the authority has no outline.
with own as (
    select lsoa_code
    from main.area_lsoa
    where area_code = $authority_code and edition = $edition
),

drawn as (
    select
        deprivation.area_code,
        deprivation.national_rank,
        boundary.outline,
        boundary.label_longitude,
        boundary.label_latitude,
        deprivation.area_code in (select own.lsoa_code from own) as is_own
    from main.deprivation as deprivation
    inner join main.deprivation_edition as edition on deprivation.edition = edition.edition
    inner join main.boundary as boundary
        on deprivation.area_code = boundary.area_code and edition.census_year = boundary.boundary_year
    where
        deprivation.edition = $edition
        and deprivation.domain = $domain
        and deprivation.national_rank is not null
),

box as (
    select
        min(label_longitude) - 0.2 as west,
        max(label_longitude) + 0.2 as east,
        min(label_latitude) - 0.2 as south,
        max(label_latitude) + 0.2 as north,
        count(*) as drawn_lsoas
    from drawn
    where is_own
)

select
    drawn.area_code as lsoa_code,
    drawn.is_own,
    drawn.national_rank,
    drawn.outline
from drawn
cross join box
where
    drawn.label_longitude between box.west and box.east
    and drawn.label_latitude between box.south and box.north
    and box.drawn_lsoas = (select count(*) from own)
order by drawn.area_code
