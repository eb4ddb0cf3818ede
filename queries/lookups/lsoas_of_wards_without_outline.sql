-- grain: one row per ward, lookup year and LSOA, for wards with every LSOA drawn and no published outline of that year.
-- An LSOA is drawn as it was in the year of the lookup: the vintages are generalised apart, and mixing them would leave gaps.
with drawn as (
    select
        lookup.parent_code as ward_code,
        lookup.lookup_year,
        lookup.child_code as lsoa_code,
        max(lookup.source_id) as source_id,
        arg_max(
            lsoa.outline,
            if(lsoa.boundary_year <= lookup.lookup_year, lsoa.boundary_year, -lsoa.boundary_year)
        ) as outline
    from main.area_lookup as lookup
    left join main.boundary as lsoa on lookup.child_code = lsoa.area_code
    where
        lookup.relation = 'best_fit'
        and not exists (
            select 1
            from main.boundary as published
            where published.area_code = lookup.parent_code and published.boundary_year = lookup.lookup_year
        )
    group by lookup.parent_code, lookup.lookup_year, lookup.child_code
)

select
    ward_code,
    lookup_year,
    source_id,
    lsoa_code,
    outline
from drawn
qualify bool_and(outline is not null) over (partition by ward_code, lookup_year)
order by ward_code, lookup_year, lsoa_code
