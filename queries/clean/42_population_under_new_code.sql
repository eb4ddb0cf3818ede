-- grain: one row per ward, mid-year, sex and age held only under another code of the ward, the former or the later one
insert into main.population by name
select
    other.ward_code as area_code,
    figure.time_period,
    figure.sex,
    figure.age_from,
    figure.age_to,
    figure.persons,
    figure.nature,
    other.derivation,
    figure.source_id
from main.ward_other_code as other
inner join main.population as figure on other.published_code = figure.area_code
where
    other.ward_code not in (select held.area_code from main.population as held)
qualify
    row_number() over (
        partition by other.ward_code, figure.time_period, figure.sex, figure.age_from, figure.age_to
        order by other.lookup_year desc, figure.area_code desc
    ) = 1
order by other.ward_code, figure.time_period, figure.sex, figure.age_from, figure.age_to
