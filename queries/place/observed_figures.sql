-- grain: one row per area (or the areas together under scope_code), period and group of the breakdown.
-- What a publisher counts, out of what. The parallel lists name, for each group handed out, the measures and source groups that make up
-- its numerator (role counts), what else the denominator holds (others), the denominator (of), and the figure as published (figure).
-- Of parts with the same slot the one with the lowest preference is taken (final before revised figures), one that is not available last.
-- With academic_years a year of the Local Authority Interactive Tool (2025 or 2024/25) is written as Explore Education Statistics does (202425).
-- With figure_first the published figure is handed out beside the counts, not only in their place.
-- A period of which nothing but the denominator is held is no period of the figure.
-- A count that is hidden among known others lies between at_least and at_most.
with part as (
    select
        unnest($breakdowns) as breakdown,
        unnest($groups) as group_code,
        unnest($names) as group_name,
        unnest($roles) as part_role,
        unnest($slots) as slot,
        unnest($preferences) as preference,
        unnest($measures) as measure,
        unnest($source_groups) as source_group,
        unnest(range(len($groups))) as place
),

wanted as (
    select
        part.*,
        min(part.place) over (partition by part.group_code) as group_place,
        count(distinct part.slot) over (partition by part.group_code, part.part_role) as slots
    from part
    where part.breakdown = $breakdown
),

stated as (
    select
        wanted.*,
        observation.area_code,
        case
            when $academic_years and length(observation.time_period) = 4
                then (observation.time_period::int - 1) || right(observation.time_period, 2)
            when $academic_years then replace(observation.time_period, '/', '')
            else observation.time_period
        end as period,
        observation.value,
        observation.symbol,
        observation.nature,
        observation.derivation,
        observation.source_id
    from wanted
    inner join main.observation as observation
        on wanted.measure = observation.measure and wanted.source_group = observation.group_code
    where
        observation.area_code in $area_codes
        and ($time_periods is null or period in $time_periods)
    qualify
        row_number() over (
            partition by
                observation.area_code, period, wanted.group_code, wanted.part_role, wanted.slot
            order by coalesce(observation.symbol, '') = 'x', wanted.preference
        ) = 1
),

summed as (
    select
        coalesce($scope_code, area_code) as area_code,
        period as time_period,
        group_code,
        part_role,
        any_value(group_name) as group_name,
        any_value(group_place) as group_place,
        sum(value) as figure,
        max(symbol) as symbol,
        count(*) filter (where symbol is not null) as hidden_parts,
        count(*) = any_value(slots) * if($scope_code is null, 1, len($area_codes)) as is_complete,
        min(nature) as nature,
        max(derivation) as derivation,
        max(source_id) as source_id
    from stated
    group by coalesce($scope_code, area_code), period, group_code, part_role
),

figures as (
    select
        area_code,
        time_period,
        group_code,
        any_value(group_name) as group_name,
        any_value(group_place) as group_place,
        any_value(if(symbol is null and is_complete, figure, null)) filter (where part_role = 'counts') as numerator,
        any_value(if(symbol is null and is_complete, figure, null)) filter (where part_role = 'of') as denominator,
        any_value(if(symbol is null and $scope_code is null, figure, null)) filter (where part_role = 'figure') as published,
        max(symbol) filter (where part_role = 'counts') as numerator_symbol,
        max(symbol) filter (where part_role in ('of', 'figure')) as other_symbol,
        max(symbol) filter (where part_role = 'figure') as published_symbol,
        any_value(coalesce(figure, 0) + hidden_parts) filter (where part_role = 'counts' and is_complete) as at_least,
        any_value(coalesce(figure, 0) + hidden_parts) filter (where part_role = 'others' and is_complete) as others_at_least,
        any_value(nature) filter (where part_role in ('counts', 'figure')) as nature,
        any_value(nature) filter (where part_role = 'of') as denominator_nature,
        max(derivation) as derivation,
        max(source_id) filter (where part_role in ('counts', 'figure')) as source_id,
        max(source_id) filter (where part_role = 'of') as denominator_source_id
    from summed
    group by area_code, time_period, group_code
    having bool_or(part_role in ('counts', 'figure'))
)

select
    area_code,
    time_period,
    group_code,
    group_name,
    numerator,
    denominator,
    if(
        $counts_only or (numerator is not null and denominator is not null and not $figure_first), null, published
    ) as published,
    case
        when $figure_first and published_symbol <> 'x' then published_symbol
        when published_symbol = 'z' and not denominator > 0 then published_symbol
        when numerator is not null and ($counts_only or denominator is not null) then null
        when published is not null and not $counts_only then null
        else coalesce(numerator_symbol, other_symbol, 'x')
    end as symbol,
    coalesce(nature, denominator_nature) as nature,
    denominator_nature,
    derivation,
    coalesce(source_id, denominator_source_id) as source_id,
    denominator_source_id,
    if(numerator_symbol = 'c', at_least, null) as at_least,
    if(numerator_symbol = 'c', denominator - others_at_least, null) as at_most
from figures
order by area_code, time_period, group_place
