-- grain: one row per area and mid-year whose residents by sex or by age do not add up
with total as (
    select
        population.area_code,
        population.time_period,
        population.sex,
        population.persons,
        population.nature,
        population.source_id
    from main.population as population
    where population.age_from = 0 and population.age_to = 120 and population.derivation is null
),

by_age as (
    select
        area_code,
        time_period,
        sex,
        sum(persons) as persons,
        max(source_id) as source_id,
        'single years of age' as parts
    from main.population
    where derivation is null and (age_from = age_to or (age_to = 120 and age_from > 0)) and age_from <= 90
    group by area_code, time_period, sex
    having count(*) filter (where age_from = age_to) = max(age_to) filter (where age_from = age_to) + 1 and max(age_to) = 120
),

by_sex as (
    select
        area_code,
        time_period,
        age_from,
        age_to,
        sum(persons) filter (where sex <> 'Persons') as persons,
        max(persons) filter (where sex = 'Persons') as stated,
        any_value(nature) as nature,
        max(source_id) as source_id
    from main.population
    where derivation is null
    group by area_code, time_period, age_from, age_to
    having count(*) = 3
),

differing as (
    select
        by_age.area_code,
        by_age.time_period,
        'single years of age (' || lower(by_age.sex) || ')' as parts,
        by_age.persons as parts_sum,
        total.persons as total,
        total.nature,
        by_age.source_id
    from by_age
    inner join total
        on by_age.area_code = total.area_code and by_age.time_period = total.time_period and by_age.sex = total.sex
    where by_age.source_id = total.source_id
    union all by name
    select
        area_code,
        time_period,
        'females and males aged ' || age_from || if(age_to = 120, ' and over', ' to ' || age_to) as parts,
        persons as parts_sum,
        stated as total,
        nature,
        source_id
    from by_sex
)

select
    'error' as severity,
    'population' as measure,
    differing.area_code,
    differing.time_period,
    format(
        '{}, mid-{}: {} add up to {} residents, the total says {}.',
        area.area_name, differing.time_period, differing.parts,
        figure_words(differing.parts_sum, area.area_type, differing.nature),
        figure_words(differing.total, area.area_type, differing.nature)
    ) as sentence,
    differing.source_id
from differing
inner join main.area as area on differing.area_code = area.area_code
where abs(differing.parts_sum - differing.total) > 2
qualify
    row_number() over (
        partition by differing.area_code, differing.time_period
        order by abs(differing.parts_sum - differing.total) desc, differing.parts
    ) = 1
order by differing.area_code, differing.time_period
