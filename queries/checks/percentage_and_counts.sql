-- grain: one row per percentage or rate, area and period that does not follow from the counts published beside it, the worst of them told.
-- Which counts those are is learned: the numerator has the percentage's own name; the denominator is the count of the same file (or
-- the total of the numerator's groups) by which 19 of 20 percentages follow, roundings of all three allowed for.
with measure_named as (
    select distinct
        measure,
        source_id,
        is_relative(measure) as is_relative,
        coalesce(try_cast(regexp_extract(measure, '_per_(\d+)', 1) as integer), 100) as multiplier,
        regexp_matches(measure, '(?i)(^|[._])(pt|pct)_|percent|_per_\d') as is_quotient,
        regexp_replace(
            regexp_replace(lower(measure), '(^|\.)(pt|pct|t|num)_', '\1'),
            '_(percentage|percent|pct|counts|count|number)(@|$)', '\2'
        ) as stem
    from main.observation
    where derivation is null
),

pair as (
    select
        quotient.source_id,
        quotient.measure,
        quotient.multiplier,
        numerator.measure as numerator_measure
    from measure_named as quotient
    inner join measure_named as numerator
        on
            quotient.source_id = numerator.source_id
            and not numerator.is_relative
            and (quotient.stem = numerator.stem or (quotient.multiplier > 100 and numerator.measure not like '%population%'))
    where quotient.is_quotient
),

figure as materialized (
    select
        observation.source_id,
        observation.measure,
        observation.area_code,
        observation.time_period,
        observation.breakdown,
        observation.group_code,
        observation.value,
        is_relative(observation.measure) as is_relative,
        area.area_type,
        hash(observation.source_id, observation.area_code, observation.time_period, observation.breakdown) as place,
        hash(observation.group_code) as group_key
    from main.observation as observation
    inner join main.area as area on observation.area_code = area.area_code
    where
        observation.value is not null
        and observation.derivation is null
        and observation.source_id in (select pair.source_id from pair)
),

-- Counts of a measure and level are rounded to tens or fives where nine of ten are.
unit as (
    select
        source_id,
        measure,
        area_type,
        case
            when is_relative and avg((value % 1 = 0)::integer) > 0.9 then 1
            when is_relative and avg((abs(value * 10 - round(value * 10)) < 0.0001)::integer) > 0.9 then 0.1
            when is_relative then 0.01
            when avg((value % 10 = 0)::integer) > 0.9 then 10
            when avg((value % 5 = 0)::integer) > 0.9 then 5
            else 0
        end as unit
    from figure
    group by source_id, measure, area_type, is_relative
),

-- The total that a group is part of: the words but the last the same, the last one a total.
above as (
    select
        stated.breakdown,
        hash(stated.group_code) as group_key,
        hash(total.group_code) as total_key,
        total.group_code as total_code
    from (select distinct
        breakdown,
        group_code
    from figure) as stated
    inner join (select distinct
        breakdown,
        group_code
    from figure) as total
        on
            stated.breakdown = total.breakdown
            and string_split(stated.group_code, '|')[:-2] = string_split(total.group_code, '|')[:-2]
            and stated.group_code <> total.group_code
    where regexp_matches(string_split(total.group_code, '|')[-1], '(?i)^total\b|\btotal( children)?$')
),

counted as (
    select
        pair.multiplier,
        quotient.*,
        numerator.value as numerator,
        numerator.measure as numerator_measure
    from pair
    inner join figure as quotient on pair.measure = quotient.measure and pair.source_id = quotient.source_id
    inner join figure as numerator
        on
            quotient.place = numerator.place
            and quotient.group_key = numerator.group_key
            and pair.numerator_measure = numerator.measure
),

divided as (
    select
        counted.*,
        denominator.value as denominator,
        denominator.measure as of_measure,
        denominator.measure as denominator_words,
        false as is_above
    from counted
    inner join figure as denominator
        on
            counted.place = denominator.place
            and counted.group_key = denominator.group_key
            and counted.numerator_measure <> denominator.measure
    where not denominator.is_relative
    union all by name
    select
        counted.*,
        denominator.value as denominator,
        denominator.measure as of_measure,
        replace(above.total_code, '|', ', ') as denominator_words,
        true as is_above
    from counted
    inner join above on counted.breakdown = above.breakdown and counted.group_key = above.group_key
    inner join figure as denominator
        on
            counted.place = denominator.place
            and above.total_key = denominator.group_key
            and counted.numerator_measure = denominator.measure
),

-- The last digit may be off by one: publishers divide figures that are not yet rounded.
compared as materialized (
    select
        divided.*,
        divided.multiplier * divided.numerator / divided.denominator as expected,
        abs(divided.value - divided.multiplier * divided.numerator / divided.denominator)
        <= 1.51 * unit.unit
        + (divided.multiplier * of_numerator.unit + divided.value * of_denominator.unit) / 2 / divided.denominator as fits
    from divided
    inner join unit
        on divided.source_id = unit.source_id and divided.measure = unit.measure and divided.area_type = unit.area_type
    inner join unit as of_numerator
        on
            divided.source_id = of_numerator.source_id
            and divided.numerator_measure = of_numerator.measure
            and divided.area_type = of_numerator.area_type
    inner join unit as of_denominator
        on
            divided.source_id = of_denominator.source_id
            and divided.of_measure = of_denominator.measure
            and divided.area_type = of_denominator.area_type
    where divided.denominator > 0
),

learned as (
    select
        source_id,
        measure,
        numerator_measure,
        denominator_words,
        is_above
    from compared
    where numerator > 0
    group by source_id, measure, numerator_measure, denominator_words, is_above
    having avg(fits::integer) >= 0.95 and count(*) >= 20
    qualify
        row_number() over (
            partition by source_id, measure, if(is_above, denominator_words, '')
            order by avg(fits::integer) desc, count(*) desc, numerator_measure, denominator_words asc
        ) = 1
)

select
    'warning' as severity,
    compared.measure,
    compared.area_code,
    compared.time_period,
    format(
        '{}, {}: {} is {}, but {} of {} ("{}") make {}.',
        area.area_name, period_words(compared.time_period),
        group_words(compared.measure, compared.breakdown, compared.group_code),
        format('{:,.1f}', compared.value) || if(compared.multiplier = 100, '%', ' per ' || format('{:,}', compared.multiplier)),
        figure_words(compared.numerator, compared.area_type, origin.nature),
        figure_words(compared.denominator, compared.area_type, origin.nature), compared.denominator_words,
        format('{:,.1f}', compared.expected) || if(compared.multiplier = 100, '%', '')
    ) as sentence,
    compared.source_id
from compared
inner join learned
    on
        compared.source_id = learned.source_id
        and compared.measure = learned.measure
        and compared.numerator_measure = learned.numerator_measure
        and compared.denominator_words = learned.denominator_words
        and compared.is_above = learned.is_above
inner join main.area as area on compared.area_code = area.area_code
inner join main.source as origin on compared.source_id = origin.source_id
where not compared.fits
qualify
    row_number() over (
        partition by compared.measure, compared.area_code, compared.time_period
        order by abs(compared.value - compared.expected) desc, compared.group_code
    ) = 1
order by compared.measure, compared.area_code, compared.time_period
