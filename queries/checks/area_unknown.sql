-- grain: one row per kind of area whose figures cannot be placed, because no lookup speaks of them; and one per file with rows
-- about areas that nothing in force names
with placed as (
    select child_code as area_code
    from main.area_lookup
    union
    select parent_code as area_code
    from main.area_lookup
),

held as (
    select
        area_code,
        max(time_period[1:4]) as last_year
    from main.observation
    where nature = 'official' and derivation is null
    group by area_code
    union
    select
        area_code,
        max(time_period[1:4]) as last_year
    from main.population
    where nature = 'official' and derivation is null
    group by area_code
),

unplaced as (
    select distinct
        area.area_code,
        area.area_name,
        area.area_type
    from held
    inner join main.area as area on held.area_code = area.area_code
    where
        area.area_type in ('authority', 'district', 'ward', 'lsoa', 'msoa')
        and starts_with(area.area_code, 'E')
        and area.area_code not in (select placed.area_code from placed)
),

nameless as (
    select
        figure.source_id,
        figure.area_code,
        count(*) as figures
    from (
        select
            source_id,
            area_code
        from raw.observation
        union all by name
        select
            source_id,
            area_code
        from raw.population
        union all by name
        select
            source_id,
            area_code
        from raw.deprivation
    ) as figure
    inner join main.source_in_force as origin on figure.source_id = origin.source_id
    where figure.area_code not in (select area.area_code from main.area as area)
    group by figure.source_id, figure.area_code
)

select
    'warning' as severity,
    null::varchar as measure,
    if(count(*) = 1, min(area_code), null) as area_code,
    null::varchar as time_period,
    format(
        '{:,} figures are left out, because nothing in force names their areas: {}{}.',
        sum(figures)::bigint, array_to_string(list_sort(list(area_code))[:5], ', '),
        if(count(*) > 5, ' and ' || count(*) - 5 || ' more', '')
    ) as sentence,
    source_id
from nameless
group by source_id
union all by name
select
    'note' as severity,
    null as measure,
    if(count(*) = 1, min(area_code), null) as area_code,
    null as time_period,
    format(
        '{} of kind {} {} figures but {} in no lookup, so nobody knows what {} in: {}{}.',
        if(count(*) = 1, '1 area', count(*) || ' areas'), area_type, if(count(*) = 1, 'has', 'have'),
        if(count(*) = 1, 'stands', 'stand'), if(count(*) = 1, 'it lies', 'they lie'),
        array_to_string(list_sort(list(area_name || ' (' || area_code || ')'))[:5], ', '),
        if(count(*) > 5, ' and ' || count(*) - 5 || ' more', '')
    ) as sentence,
    null as source_id
from unplaced
group by area_type
order by severity desc, source_id asc, sentence asc
