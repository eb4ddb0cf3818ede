-- grain: one row per area (or the areas together under scope_code) and edition of the indices.
-- What lies in the most deprived tenths (national decile up to most_decile) by one index, out of what: LSOAs ("lsoas"),
-- their residents aged 0 to 15 ("children") or all of them ("residents"). An LSOA in several of the areas counts once.
with valued as (
    select
        area_code,
        edition,
        national_decile <= $most_decile as is_deprived,
        decile_source_id,
        if($counted = 'lsoas', 1, persons) as figure,
        if($counted = 'lsoas', null, persons_nature) as figure_nature,
        if($counted = 'lsoas', null, persons_source_id) as figure_source_id
    from lsoas_with_index($area_codes, $scope_code, $time_periods, $domain, if($counted = 'children', 15, 120))
),

counted as (
    select
        valued.area_code,
        valued.edition,
        coalesce(sum(valued.figure) filter (where valued.is_deprived), 0) as numerator,
        sum(valued.figure) as denominator,
        bool_and(valued.is_deprived is not null and valued.figure is not null) as is_whole,
        bool_or(valued.is_deprived is not null) as is_held,
        min(least(coalesce(origin.nature, 'official'), coalesce(valued.figure_nature, 'official'))) as nature,
        max(valued.decile_source_id) as source_id,
        max(valued.figure_source_id) as denominator_source_id
    from valued
    left join main.source as origin on valued.decile_source_id = origin.source_id
    group by valued.area_code, valued.edition
)

select
    area_code,
    edition as time_period,
    'Total' as group_code,
    'Total' as group_name,
    if(is_whole, numerator, null)::double as numerator,
    if(is_whole, denominator, null)::double as denominator,
    if(is_whole, null, 'x') as symbol,
    nature,
    nature as denominator_nature,
    null::varchar as derivation,
    source_id,
    denominator_source_id
from counted
where is_held and $breakdown = 'Total'
order by area_code, edition
