-- grain: one row per area (or the areas together under scope_code), edition of the indices and group.
-- What lies in the most deprived tenths (national decile up to most_decile) by one index, out of what: LSOAs ("lsoas"),
-- their residents aged 0 to 15 ("children") or all of them ("residents"). An LSOA in several of the areas counts once.
-- Groups are rural and urban LSOAs where breakdown is "rural_urban", those of no known class in a group of their own; none where no LSOA has one.
with valued as (
    select
        lsoa.area_code,
        lsoa.edition,
        classified.kind,
        if($breakdown = 'Total', 'Total', coalesce(classified.kind, 'Unclassified')) as group_code,
        lsoa.national_decile <= $most_decile as is_deprived,
        lsoa.decile_source_id,
        if($counted = 'lsoas', 1, lsoa.persons) as figure,
        if($counted = 'lsoas', null, lsoa.persons_nature) as figure_nature,
        if($counted = 'lsoas', if($breakdown = 'rural_urban', classified.source_id, null), lsoa.persons_source_id) as figure_source_id
    from lsoas_with_index($area_codes, $scope_code, $time_periods, $domain, if($counted = 'children', 15, 120)) as lsoa
    left join main.rural_urban as classified on lsoa.lsoa_code = classified.area_code and lsoa.census_year = classified.census_year
),

counted as (
    select
        valued.area_code,
        valued.edition,
        valued.group_code,
        coalesce(sum(valued.figure) filter (where valued.is_deprived), 0) as numerator,
        sum(valued.figure) as denominator,
        bool_and(valued.is_deprived is not null and valued.figure is not null) as is_whole,
        bool_or(valued.is_deprived is not null) as is_held,
        bool_or(bool_or(valued.kind is not null)) over (partition by valued.area_code, valued.edition) as is_classified,
        min(least(coalesce(origin.nature, 'official'), coalesce(valued.figure_nature, 'official'))) as nature,
        max(valued.decile_source_id) as source_id,
        max(valued.figure_source_id) as denominator_source_id
    from valued
    left join main.source as origin on valued.decile_source_id = origin.source_id
    group by valued.area_code, valued.edition, valued.group_code
)

select
    area_code,
    edition as time_period,
    group_code,
    case group_code when 'Total' then 'Total' when 'Unclassified' then 'LSOAs of no known class' else lower(group_code) || ' LSOAs' end as group_name,
    if(is_whole, numerator, null)::double as numerator,
    if(is_whole, denominator, null)::double as denominator,
    if(is_whole, null, 'x') as symbol,
    nature,
    nature as denominator_nature,
    null::varchar as derivation,
    source_id,
    denominator_source_id
from counted
where is_held and ($breakdown = 'Total' or ($breakdown = 'rural_urban' and is_classified))
order by area_code, edition, group_code
