-- grain: one row per area (or the areas together under scope_code), day of Ofsted's list and group of the breakdown.
-- What is registered there: providers, the places that are stated, or the providers that state none (counted). An area that stands on a
-- list with anything at all has a true 0 of a kind it has none of; an area that does not stand on it has no row, for a list may hold some
-- regions only. Of a kind of which no provider on a list states places these do not apply (z); where only some do, the sum is of those.
-- The denominator, where one is asked for, is the published count (of_measure, of_group) of the year of the list.
with listed as (
    select
        home.as_at,
        home.area_code,
        home.provision_type,
        home.places,
        coalesce(home.judgement, 'Not yet judged') as judgement,
        coalesce(home.sector, 'Sector not stated') as provider_sector,
        coalesce(home.constituency_name, 'Constituency not stated') as constituency,
        origin.nature,
        home.source_id,
        ($kind = '' or home.provision_type = $kind) as is_wanted
    from main.provider as home
    inner join main.source as origin on home.source_id = origin.source_id
    where $time_periods is null or strftime(home.as_at, '%Y-%m-%d') in $time_periods
),

kind_with_places as (
    select distinct
        as_at,
        provision_type
    from listed
    where places is not null
),

grouped as (
    select
        listed.*,
        kind_with_places.provision_type is not null as has_places,
        case $breakdown
            when 'Total' then 'Total'
            when 'provision_type' then listed.provision_type
            when 'judgement' then listed.judgement
            when 'sector' then listed.provider_sector
            when 'constituency' then listed.constituency
            when 'kind_and_judgement' then listed.provision_type || ': ' || listed.judgement
            when 'kind_and_constituency' then listed.provision_type || ': ' || listed.constituency
        end as group_code
    from listed
    left join kind_with_places
        on listed.as_at = kind_with_places.as_at and listed.provision_type = kind_with_places.provision_type
    where listed.area_code in $area_codes
),

counted as (
    select
        as_at,
        group_code,
        coalesce($scope_code, area_code) as area_code,
        count(*) filter (where is_wanted) as providers,
        coalesce(sum(places) filter (where is_wanted), 0) as places,
        count(*) filter (where is_wanted and places is null) as not_stated,
        count(*) filter (where is_wanted and has_places) as with_places,
        count(places) filter (where is_wanted) as stated,
        min(nature) as nature,
        max(source_id) as source_id
    from grouped
    group by as_at, group_code, coalesce($scope_code, area_code)
),

on_list as (
    select
        as_at,
        count(distinct area_code) as areas
    from grouped
    group by as_at
),

everybody as (
    select
        time_period,
        coalesce($scope_code, area_code) as area_code,
        sum(value) as denominator,
        max(symbol) as symbol,
        min(nature) as nature,
        max(source_id) as source_id,
        count(*) as areas
    from main.observation
    where measure = $of_measure and group_code = $of_group and area_code in $area_codes
    group by time_period, coalesce($scope_code, area_code)
)

select
    counted.area_code,
    counted.group_code,
    counted.group_code as group_name,
    counted.nature,
    everybody.nature as denominator_nature,
    null::varchar as derivation,
    counted.source_id,
    everybody.source_id as denominator_source_id,
    strftime(counted.as_at, '%Y-%m-%d') as time_period,
    case
        when $counted = 'providers' then counted.providers
        when $counted = 'not_stated' then counted.not_stated
        when counted.providers = 0 or counted.stated > 0 then counted.places
    end as numerator,
    if(everybody.symbol is null and everybody.areas = if($scope_code is null, 1, on_list.areas), everybody.denominator, null) as denominator,
    case
        when $counted = 'places' and counted.providers > 0 and counted.stated = 0 then if(counted.with_places = 0, 'z', 'x')
        else everybody.symbol
    end as symbol
from counted
inner join on_list on counted.as_at = on_list.as_at
left join everybody
    on counted.area_code = everybody.area_code and everybody.time_period = strftime(counted.as_at, '%Y')
where
    ($scope_code is null or on_list.areas = len($area_codes))
    and (counted.providers > 0 or $breakdown = 'Total')
order by counted.area_code, counted.as_at, counted.group_code
