-- grain: one row per authority, mid-year, sex and age that no source states, summed over all wards of one vintage
with ward_count as (
    select
        authority_code,
        boundary_year,
        count(*) as wards
    from main.ward_set
    group by authority_code, boundary_year
),

summed as (
    select
        ward.authority_code as area_code,
        ward.boundary_year,
        population.time_period,
        population.sex,
        population.age_from,
        population.age_to,
        sum(population.persons) as persons,
        min(population.nature) as nature,
        max(population.source_id) as source_id,
        count(*) as wards
    from main.ward_set as ward
    inner join main.population as population on ward.ward_code = population.area_code
    group by all
)

insert into main.population by name
select
    summed.area_code,
    summed.time_period,
    summed.sex,
    summed.age_from,
    summed.age_to,
    summed.persons,
    summed.nature,
    'sum of wards' as derivation,
    summed.source_id
from summed
inner join ward_count
    on
        summed.area_code = ward_count.authority_code
        and summed.boundary_year = ward_count.boundary_year
        and summed.wards = ward_count.wards
where
    not exists (
        select 1
        from main.population as stated
        where
            stated.area_code = summed.area_code
            and stated.time_period = summed.time_period
            and stated.sex = summed.sex
            and stated.age_from = summed.age_from
            and stated.age_to = summed.age_to
    )
qualify
    row_number() over (
        partition by summed.area_code, summed.time_period, summed.sex, summed.age_from, summed.age_to
        order by summed.boundary_year desc
    ) = 1
order by summed.area_code, summed.time_period, summed.sex, summed.age_from, summed.age_to
