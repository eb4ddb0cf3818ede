-- grain: one row per pair of areas, year and relation; both areas must be known by name.
-- Where the variable relations is set, these only; one that is held already, from the version before, is brought up to date.
with stated as (
    select
        lookup.child_code,
        lookup.parent_code,
        lookup.lookup_year,
        lookup.relation,
        lookup.source_id,
        row_number() over (
            partition by lookup.child_code, lookup.parent_code, lookup.lookup_year, lookup.relation
            order by origin.standing desc
        ) as choice
    from raw.area_lookup as lookup
    inner join main.source_in_force as origin on lookup.source_id = origin.source_id
    where
        (getvariable('relations') is null or lookup.relation in (select unnest(getvariable('relations')::varchar[])))
        and lookup.child_code in (select area.area_code from main.area as area)
        and lookup.parent_code in (select area.area_code from main.area as area)
)

insert into main.area_lookup
select
    child_code,
    parent_code,
    lookup_year,
    relation,
    source_id
from stated
where choice = 1
order by child_code, parent_code, lookup_year, relation
on conflict (child_code, parent_code, lookup_year, relation) do update set source_id = excluded.source_id
