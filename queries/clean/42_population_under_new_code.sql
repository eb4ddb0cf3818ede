-- grain: one row per ward under a new code, mid-year, sex and age held only for its former code
insert into main.population by name
select
    lookup.parent_code as area_code,
    former.time_period,
    former.sex,
    former.age_from,
    former.age_to,
    former.persons,
    former.nature,
    'published for its former code ' || former.area_code as derivation,
    former.source_id
from main.area_lookup as lookup
inner join main.area as ward on lookup.child_code = ward.area_code and ward.area_type = 'ward'
inner join main.population as former on lookup.child_code = former.area_code
where
    lookup.relation = 'successor'
    and lookup.parent_code not in (select held.area_code from main.population as held)
qualify
    row_number() over (
        partition by lookup.parent_code, former.time_period, former.sex, former.age_from, former.age_to
        order by lookup.lookup_year desc, former.area_code desc
    ) = 1
order by lookup.parent_code, former.time_period, former.sex, former.age_from, former.age_to
