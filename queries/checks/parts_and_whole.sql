-- grain: one row per area, period and measure (residents: of the age band that differs most) whose parts, all of them held and official,
-- add up to something else than the area's own official figure. Parts: wards of one vintage, LSOAs of a lookup, England's nine regions.
-- Regions are taken as rounded to tens. A measure that does not add up in half of all cases is none that can be added (an average, people counted in two places).
with composition as (
    select
        authority_code as whole_code,
        ward_code as part_code,
        'wards of ' || boundary_year as parts_words
    from main.ward_set
    union all by name
    select
        lookup.parent_code as whole_code,
        lookup.child_code as part_code,
        'LSOAs by the lookup of ' || lookup.lookup_year as parts_words
    from main.area_lookup as lookup
    inner join main.area as part on lookup.child_code = part.area_code and part.area_type = 'lsoa'
    inner join main.area as whole on lookup.parent_code = whole.area_code and whole.area_type in ('authority', 'district')
    where lookup.relation = 'within'
    union all by name
    select
        'E92000001' as whole_code,
        area_code as part_code,
        'regions' as parts_words
    from main.area
    where area_type = 'region' and starts_with(area_code, 'E12')
),

complete as (
    select
        whole_code,
        parts_words,
        count(*) as parts
    from composition
    group by whole_code, parts_words
    having parts_words <> 'regions' or count(*) = 9
),

figure as (
    select
        'population' as measure,
        area_code,
        time_period,
        'residents, ' || lower(sex) || ', aged ' || age_from || if(age_to = 120, ' and over', ' to ' || age_to) as figure_name,
        persons as figure,
        source_id
    from main.population
    where nature = 'official' and derivation is null
    union all by name
    select
        measure,
        area_code,
        time_period,
        group_words(measure, breakdown, group_name) as figure_name,
        value as figure,
        source_id
    from main.observation
    where
        nature = 'official' and derivation is null and value is not null and not is_relative(measure)
        and (getvariable('measures') is null or measure in (select unnest(getvariable('measures')::varchar[])))
        and not regexp_matches(group_name, '(?i)average')
),

summed as (
    select
        composition.whole_code as area_code,
        composition.parts_words,
        figure.measure,
        figure.time_period,
        figure.figure_name,
        sum(figure.figure) as parts_sum,
        count(*) as parts,
        max(figure.source_id) as source_id
    from composition
    inner join figure on composition.part_code = figure.area_code
    group by all
),

compared as (
    select
        summed.*,
        whole.figure,
        area.area_name,
        area.area_type,
        abs(summed.parts_sum - whole.figure) > greatest(
            0.02 * whole.figure, if(summed.parts_words = 'regions', 5 * (summed.parts + 1), 5 * sqrt(summed.parts)), 20
        ) as differs
    from summed
    inner join complete
        on
            summed.area_code = complete.whole_code
            and summed.parts_words = complete.parts_words
            and summed.parts = complete.parts
    inner join figure as whole
        on
            summed.area_code = whole.area_code
            and summed.measure = whole.measure
            and summed.time_period = whole.time_period
            and summed.figure_name = whole.figure_name
    inner join main.area as area on summed.area_code = area.area_code
),

learned as (
    select
        *,
        avg(differs::integer) over (partition by measure, parts_words) as agreement
    from compared
)

select
    'warning' as severity,
    measure,
    area_code,
    time_period,
    format(
        '{}, {}: {} are {} when its {} {} are added up, {} by its own figure.',
        area_name, period_words(time_period), figure_name, figure_words(parts_sum, area_type, 'official'), parts, parts_words,
        figure_words(figure, area_type, 'official')
    ) as sentence,
    source_id
from learned
where differs and (measure = 'population' or agreement < 0.5)
qualify
    row_number() over (
        partition by area_code, measure, time_period order by abs(parts_sum - figure) desc, parts_words desc, figure_name asc
    ) = 1
order by measure, area_code, time_period
