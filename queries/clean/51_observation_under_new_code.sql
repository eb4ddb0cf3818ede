-- grain: one row per ward under a new code and figure held only for its former code.
-- Where the variable measures is set, these only.
insert into main.observation by name
select
    former.measure,
    lookup.parent_code as area_code,
    former.time_period,
    former.breakdown,
    former.group_code,
    former.group_name,
    former.value,
    former.symbol,
    former.nature,
    'published for its former code ' || former.area_code as derivation,
    former.remark,
    former.source_id
from main.area_lookup as lookup
inner join main.area as ward on lookup.child_code = ward.area_code and ward.area_type = 'ward'
inner join main.observation as former on lookup.child_code = former.area_code
where
    lookup.relation = 'successor'
    and (getvariable('measures') is null or former.measure in (select unnest(getvariable('measures')::varchar[])))
    and not exists (
        select 1
        from main.observation as held
        where held.area_code = lookup.parent_code and held.measure = former.measure
    )
qualify
    row_number() over (
        partition by lookup.parent_code, former.measure, former.time_period, former.breakdown, former.group_code
        order by lookup.lookup_year desc, former.area_code desc
    ) = 1
order by former.measure, lookup.parent_code, former.time_period, former.breakdown, former.group_code
