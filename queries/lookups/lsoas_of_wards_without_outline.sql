-- grain: one row per ward, lookup year and LSOA, for wards with every LSOA drawn and no published outline of that year
with fitted as (
    select
        lookup.parent_code as ward_code,
        lookup.lookup_year,
        lookup.source_id,
        lookup.child_code as lsoa_code,
        lsoa.outline,
        bool_and(lsoa.outline is not null) over (partition by lookup.parent_code, lookup.lookup_year) as is_complete
    from main.area_lookup as lookup
    left join (
        select
            boundary.area_code,
            arg_max(boundary.outline, boundary.boundary_year) as outline
        from main.boundary as boundary
        group by boundary.area_code
    ) as lsoa on lookup.child_code = lsoa.area_code
    where
        lookup.relation = 'best_fit'
        and not exists (
            select 1
            from main.boundary as published
            where published.area_code = lookup.parent_code and published.boundary_year = lookup.lookup_year
        )
)

select
    ward_code,
    lookup_year,
    source_id,
    lsoa_code,
    outline
from fitted
where is_complete
order by ward_code, lookup_year, lsoa_code
