-- grain: one row per percentage or rate, area and period that does not follow from the counts published beside it, the worst of them told.
-- Which counts those are is learned: the numerator has the percentage's own name; the denominator is the count of the same file (or
-- the total of the numerator's groups) by which 19 of 20 percentages follow, roundings of all three allowed for.
with measure_named as (
    select
        measure,
        source_id,
        row_number() over (order by source_id, measure) as number,
        is_relative(measure) as is_relative,
        coalesce(try_cast(regexp_extract(measure, '_per_(\d+)', 1) as integer), 100) as multiplier,
        regexp_matches(measure, '(?i)(^|[._])(pt|pct)_|percent|_per_\d') as is_quotient,
        regexp_replace(
            regexp_replace(lower(measure), '(^|\.)(pt|pct|t|num)_', '\1'),
            '_(percentage|percent|pct|counts|count|number)(@|$)', '\2'
        ) as stem
    from (
        select distinct
            measure,
            source_id
        from main.observation
        where
            derivation is null
            and (getvariable('measures') is null or measure in (select unnest(getvariable('measures')::varchar[])))
    ) as stated
),

pair as (
    select
        quotient.source_id,
        quotient.number,
        quotient.multiplier,
        numerator.number as numerator_number
    from measure_named as quotient
    inner join measure_named as numerator
        on
            quotient.source_id = numerator.source_id
            and not numerator.is_relative
            and (quotient.stem = numerator.stem or (quotient.multiplier > 100 and numerator.measure not like '%population%'))
    where quotient.is_quotient
),

-- Numbers and hashes stand for the words, which only the few figures that are told need.
figure as materialized (
    select
        measure_named.number,
        measure_named.is_relative,
        observation.value,
        area.area_type,
        observation.rowid as row_number,
        hash(observation.source_id, observation.area_code, observation.time_period, observation.breakdown) as place,
        hash(observation.breakdown, observation.group_code) as group_key
    from main.observation as observation
    inner join measure_named
        on observation.measure = measure_named.measure and observation.source_id = measure_named.source_id
    inner join main.area as area on observation.area_code = area.area_code
    where
        observation.value is not null
        and observation.derivation is null
        and observation.source_id in (select pair.source_id from pair)
        and (not measure_named.is_relative or measure_named.number in (select pair.number from pair))
),

-- Counts of a measure and level are rounded to tens or fives where nine of ten are.
unit as (
    select
        number,
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
    group by number, area_type, is_relative
),

grouping as (
    select distinct
        breakdown,
        group_code
    from main.observation
    where source_id in (select pair.source_id from pair)
),

-- The total that a group is part of: the words but the last the same, the last one a total.
above as (
    select
        hash(stated.breakdown, stated.group_code) as group_key,
        hash(total.breakdown, total.group_code) as total_key,
        hash(total.group_code) as words_key,
        total.group_code as total_code
    from grouping as stated
    inner join grouping as total
        on
            stated.breakdown = total.breakdown
            and string_split(stated.group_code, '|')[:-2] = string_split(total.group_code, '|')[:-2]
            and stated.group_code <> total.group_code
    where regexp_matches(string_split(total.group_code, '|')[-1], '(?i)^total\b|\btotal( children)?$')
),

counted as (
    select
        pair.multiplier,
        quotient.* exclude (is_relative),
        numerator.value as numerator,
        pair.numerator_number
    from pair
    inner join figure as quotient on pair.number = quotient.number
    inner join figure as numerator
        on
            quotient.place = numerator.place
            and quotient.group_key = numerator.group_key
            and pair.numerator_number = numerator.number
),

divided as (
    select
        counted.*,
        denominator.value as denominator,
        denominator.number as of_number,
        null::ubigint as words_key
    from counted
    inner join figure as denominator
        on
            counted.place = denominator.place
            and counted.group_key = denominator.group_key
            and counted.numerator_number <> denominator.number
    where not denominator.is_relative and denominator.value > 0
    union all by name
    select
        counted.*,
        denominator.value as denominator,
        denominator.number as of_number,
        above.words_key
    from counted
    inner join above on counted.group_key = above.group_key
    inner join figure as denominator
        on
            counted.place = denominator.place
            and above.total_key = denominator.group_key
            and counted.numerator_number = denominator.number
    where denominator.value > 0
),

-- The last digit may be off by one: publishers divide figures that are not yet rounded.
compared as (
    select
        divided.*,
        divided.multiplier * divided.numerator / divided.denominator as expected,
        abs(divided.value - divided.multiplier * divided.numerator / divided.denominator)
        <= 1.51 * unit.unit
        + (divided.multiplier * of_numerator.unit + divided.value * of_denominator.unit) / 2 / divided.denominator as fits
    from divided
    inner join unit on divided.number = unit.number and divided.area_type = unit.area_type
    inner join unit as of_numerator
        on divided.numerator_number = of_numerator.number and divided.area_type = of_numerator.area_type
    inner join unit as of_denominator
        on divided.of_number = of_denominator.number and divided.area_type = of_denominator.area_type
),

tried as (
    select
        number,
        numerator_number,
        of_number,
        words_key,
        avg(fits::integer) as agreement,
        count(*) as cases
    from compared
    where numerator > 0
    group by number, numerator_number, of_number, words_key
    having avg(fits::integer) >= 0.95 and count(*) >= 20
),

learned as (
    select
        tried.*,
        coalesce(replace(total.total_code, '|', ', '), denominator.measure) as denominator_words
    from tried
    inner join measure_named as numerator on tried.numerator_number = numerator.number
    inner join measure_named as denominator on tried.of_number = denominator.number
    left join (select distinct
        words_key,
        total_code
    from above) as total on tried.words_key = total.words_key
    qualify
        row_number() over (
            partition by tried.number, total.total_code
            order by tried.agreement desc, tried.cases desc, numerator.measure asc, denominator_words asc
        ) = 1
)

select
    'warning' as severity,
    told.measure,
    told.area_code,
    told.time_period,
    format(
        '{}, {}: {} is {}, but {} of {} ("{}") make {}.',
        area.area_name, period_words(told.time_period),
        group_words(told.measure, told.breakdown, told.group_code),
        format('{:,.1f}', compared.value) || if(compared.multiplier = 100, '%', ' per ' || format('{:,}', compared.multiplier)),
        figure_words(compared.numerator, compared.area_type, origin.nature),
        figure_words(compared.denominator, compared.area_type, origin.nature), learned.denominator_words,
        format('{:,.1f}', compared.expected) || if(compared.multiplier = 100, '%', '')
    ) as sentence,
    told.source_id
from compared
inner join learned
    on
        compared.number = learned.number
        and compared.numerator_number = learned.numerator_number
        and compared.of_number = learned.of_number
        and compared.words_key is not distinct from learned.words_key
inner join main.observation as told on compared.row_number = told.rowid
inner join main.area as area on told.area_code = area.area_code
inner join main.source as origin on told.source_id = origin.source_id
where not compared.fits
qualify
    row_number() over (
        partition by told.measure, told.area_code, told.time_period
        order by abs(compared.value - compared.expected) desc, told.group_code
    ) = 1
order by told.measure, told.area_code, told.time_period
