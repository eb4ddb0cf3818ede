-- grain: one row per area, period, measure and modelled file whose figures the official ones, now in force, prove far wrong
with compared as (
    select
        'population' as measure,
        modelled.area_code,
        modelled.time_period,
        modelled.source_id,
        sum(modelled.persons) as modelled_sum,
        sum(official.persons) as official_sum
    from raw.population as modelled
    inner join main.source_in_force as origin on modelled.source_id = origin.source_id and origin.nature = 'modelled'
    inner join main.population as official
        on
            modelled.area_code = official.area_code
            and modelled.time_period = official.time_period
            and modelled.sex = official.sex
            and modelled.age_from = official.age_from
            and modelled.age_to = official.age_to
            and official.nature = 'official'
    where modelled.age_from = modelled.age_to
    group by modelled.area_code, modelled.time_period, modelled.source_id
    union all by name
    select
        modelled.measure,
        modelled.area_code,
        modelled.time_period,
        modelled.source_id,
        sum(modelled.value) as modelled_sum,
        sum(official.value) as official_sum
    from raw.observation as modelled
    inner join main.source_in_force as origin on modelled.source_id = origin.source_id and origin.nature = 'modelled'
    inner join main.observation as official
        on
            modelled.measure = official.measure
            and modelled.area_code = official.area_code
            and modelled.time_period = official.time_period
            and modelled.breakdown = official.breakdown
            and modelled.group_code = official.group_code
            and official.nature = 'official'
    where not is_relative(modelled.measure)
    group by modelled.measure, modelled.area_code, modelled.time_period, modelled.source_id
)

select
    'warning' as severity,
    compared.measure,
    compared.area_code,
    compared.time_period,
    format(
        '{}, {}: the official "{}", now in force, is {}; the model had {}, so its figures for other periods are in doubt.',
        area.area_name, period_words(compared.time_period), compared.measure,
        figure_words(compared.official_sum, area.area_type, 'official'), figure_words(compared.modelled_sum, area.area_type, 'modelled')
    ) as sentence,
    compared.source_id
from compared
inner join main.area as area on compared.area_code = area.area_code
where abs(compared.modelled_sum - compared.official_sum) > greatest(0.15 * compared.official_sum, 4 * sqrt(compared.official_sum), 50)
order by compared.measure, compared.area_code, compared.time_period, compared.source_id
