-- grain: one row per authority or district that has wards or a plan, with its region
with region as (
    select
        lookup.child_code,
        lookup.parent_code as region_code,
        region.area_name as region_name,
        row_number() over (partition by lookup.child_code order by lookup.lookup_year desc) as choice
    from main.area_lookup as lookup
    inner join main.area as region on lookup.parent_code = region.area_code and region.area_type = 'region'
    where lookup.relation = 'within'
),

successor as (
    select
        lookup.child_code,
        max(lookup.parent_code) as successor_code
    from main.area_lookup as lookup
    where lookup.relation = 'successor'
    group by lookup.child_code
)

select
    area.area_code,
    area.area_name,
    area.area_type,
    area.last_year,
    area.is_historic,
    coalesce(own.region_code, inherited.region_code) as region_code,
    coalesce(own.region_name, inherited.region_name) as region_name,
    area.area_code in (select population.area_code from main.population as population) as has_population
from main.area as area
left join region as own on area.area_code = own.child_code and own.choice = 1
left join successor on area.area_code = successor.child_code
left join region as inherited on successor.successor_code = inherited.child_code and inherited.choice = 1
where
    area.area_type in ('authority', 'district')
    and (
        area.area_code in (select ward.authority_code from main.ward_set as ward)
        or area.area_code in (select plan.area_code from main.plan as plan)
    )
order by area.is_historic, area.area_name
