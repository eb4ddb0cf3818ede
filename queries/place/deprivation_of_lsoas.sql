-- grain: one row per LSOA and edition of the indices; the decile ("decile") or the rank ("rank") in England as published, 1 = most deprived.
-- Other areas have neither, so they get no row.
select
    deprivation.area_code,
    deprivation.edition as time_period,
    'Total' as group_code,
    'Total' as group_name,
    null::double as numerator,
    null::double as denominator,
    if($figure = 'decile', deprivation.national_decile, deprivation.national_rank)::double as published,
    null::varchar as symbol,
    if($figure = 'decile', decile_source.nature, rank_source.nature) as nature,
    null::varchar as denominator_nature,
    null::varchar as derivation,
    if($figure = 'decile', deprivation.decile_source_id, deprivation.rank_source_id) as source_id,
    null::varchar as denominator_source_id
from main.deprivation as deprivation
left join main.source as decile_source on deprivation.decile_source_id = decile_source.source_id
left join main.source as rank_source on deprivation.rank_source_id = rank_source.source_id
where
    deprivation.domain = $domain
    and deprivation.area_code in $area_codes
    and $scope_code is null
    and $breakdown = 'Total'
    and ($time_periods is null or deprivation.edition in $time_periods)
    and if($figure = 'decile', deprivation.national_decile, deprivation.national_rank) is not null
order by deprivation.area_code, deprivation.edition
