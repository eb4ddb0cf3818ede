-- grain: one row per measure, area and period whose groups do not add up to their total, the worst of them told.
-- A breakdown is held to its total where it is sexes, or where it adds up in nine of ten areas; groups that may overlap or leave
-- people out are no parts of a total. Figures are taken as rounded to the unit that all figures of the measure and level keep.
with part as (
    select
        stated.breakdown,
        stated.group_code,
        place.position,
        list_concat(stated.words[:place.position - 1], ['*'], stated.words[place.position + 1:]) as rest,
        stated.words[place.position] as word,
        regexp_matches(stated.words[place.position], '(?i)^(total|all)\b|\btotal( children)?$') as is_total,
        regexp_matches(stated.words[place.position], '(?i)^(fe)?males?$|^(boy|girl)s?$') as is_sex
    from (
        select distinct
            breakdown,
            group_code,
            string_split(group_code, '|') as words
        from main.observation
        where breakdown <> 'Total'
    ) as stated
    cross join generate_series(1, 6) as place (position)
    where place.position <= len(stated.words)
),

family as (
    select
        row_number() over () as number,
        breakdown,
        position,
        rest,
        count(*) filter (where not is_total) as parts,
        bool_and(is_sex or is_total) as is_sexes
    from part
    group by breakdown, position, rest
    having count(*) filter (where is_total) = 1 and count(*) filter (where not is_total) >= 2
),

-- A number stands for the words of a family, which only the few figures that are told need.
member as (
    select
        part.breakdown,
        part.group_code,
        part.is_total,
        family.number,
        family.parts
    from part
    inner join family on part.breakdown = family.breakdown and part.position = family.position and part.rest = family.rest
),

unit as (
    select
        observation.measure,
        area.area_type,
        case
            when avg((observation.value % 10 = 0)::integer) > 0.9 then 10
            when avg((observation.value % 5 = 0)::integer) > 0.9 then 5
            when avg((observation.value % 1 = 0)::integer) > 0.9 then 1
            else 0.1
        end as unit
    from main.observation as observation
    inner join main.area as area on observation.area_code = area.area_code
    where observation.value is not null
    group by observation.measure, area.area_type
),

summed as (
    select
        observation.measure,
        observation.area_code,
        observation.time_period,
        member.number,
        any_value(member.parts) as parts,
        sum(observation.value) filter (where not member.is_total) as parts_sum,
        max(observation.value) filter (where member.is_total) as total,
        any_value(observation.group_name) filter (where member.is_total) as total_name,
        any_value(observation.nature) as nature,
        max(observation.source_id) as source_id
    from main.observation as observation
    inner join member on observation.breakdown = member.breakdown and observation.group_code = member.group_code
    where observation.derivation is null
    group by observation.measure, observation.area_code, observation.time_period, member.number
    having count(observation.value) = any_value(member.parts) + 1
),

compared as (
    select
        summed.*,
        area.area_type,
        area.area_name,
        abs(summed.parts_sum - summed.total) as difference,
        unit.unit * (summed.parts + 1) / 2 + 0.05 as tolerance
    from summed
    inner join main.area as area on summed.area_code = area.area_code
    inner join unit on summed.measure = unit.measure and area.area_type = unit.area_type
),

learned as (
    select
        compared.*,
        family.breakdown,
        family.rest,
        family.is_sexes,
        avg((compared.difference <= compared.tolerance)::integer) over (partition by compared.measure, compared.number) as agreement,
        count(*) over (partition by compared.measure, compared.number) as places
    from compared
    inner join family on compared.number = family.number
)

select
    'error' as severity,
    measure,
    area_code,
    time_period,
    format(
        '{}, {}: the {} groups of {} add up to {}, their total says {}.',
        area_name, period_words(time_period), parts, group_words(measure, breakdown, total_name),
        figure_words(parts_sum, area_type, nature), figure_words(total, area_type, nature)
    ) as sentence,
    source_id
from learned
where
    difference > tolerance
    and ((is_sexes and not is_relative(measure)) or (agreement >= 0.9 and places >= 10))
qualify row_number() over (partition by measure, area_code, time_period order by difference desc, rest asc) = 1
order by measure, area_code, time_period
