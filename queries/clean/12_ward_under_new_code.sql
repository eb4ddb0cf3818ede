-- grain: one row per ward that goes on under a new code: same name, same authority, the old code no longer in use
with ward as (
    select
        lookup.child_code as ward_code,
        lookup.parent_code as authority_code,
        raw_area.area_name as ward_name,
        min(lookup.lookup_year) as first_year,
        max(lookup.lookup_year) as last_year,
        max(lookup.source_id) as source_id
    from main.area_lookup as lookup
    inner join main.area as area on lookup.child_code = area.area_code and area.area_type = 'ward'
    inner join raw.area as raw_area on lookup.child_code = raw_area.area_code
    inner join main.source_in_force as origin on raw_area.source_id = origin.source_id
    where lookup.relation = 'within'
    group by all
)

insert into main.area_lookup
select
    former.ward_code as child_code,
    present.ward_code as parent_code,
    present.first_year as lookup_year,
    'successor' as relation,
    max(present.source_id) as source_id
from ward as former
inner join ward as present
    on
        former.authority_code = present.authority_code
        and former.ward_name = present.ward_name
        and former.ward_code <> present.ward_code
        and former.last_year < present.first_year
where
    not exists (
        select 1
        from main.area_lookup as known
        where known.child_code = former.ward_code and known.parent_code = present.ward_code and known.relation = 'successor'
    )
group by all
order by child_code, parent_code
