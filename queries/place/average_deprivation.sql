-- grain: one row per area (or the areas together under scope_code) and edition of the indices.
-- Average of an index over the LSOAs of an area, each weighted by its residents ("residents": all, "children": aged 0 to 15): the
-- numerator is the sum of figure times residents, the denominator the residents. figure "score" is the score as published; "rank" is the
-- rank turned round, so that the most deprived LSOA of England has the highest, as the publisher averages ranks.
with valued as (
    select
        *,
        if($figure = 'score', score, lsoas_in_england + 1 - national_rank) as figure,
        if($figure = 'score', score_source_id, rank_source_id) as index_source_id
    from lsoas_with_index($area_codes, $scope_code, $time_periods, $domain, if($weighted_by = 'children', 15, 120))
),

summed as (
    select
        valued.area_code,
        valued.edition,
        sum(valued.figure * valued.persons) as numerator,
        sum(valued.persons) as denominator,
        bool_and(valued.figure is not null and valued.persons is not null) as is_whole,
        bool_or(valued.figure is not null) as is_held,
        min(least(coalesce(origin.nature, 'official'), coalesce(valued.persons_nature, 'official'))) as nature,
        max(valued.index_source_id) as source_id,
        max(valued.persons_source_id) as denominator_source_id
    from valued
    left join main.source as origin on valued.index_source_id = origin.source_id
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
from summed
where is_held and $breakdown = 'Total'
order by area_code, edition
