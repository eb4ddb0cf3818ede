-- grain: one row per measure, area, period and group; official before modelled, then newer release, then the last one loaded.
-- Modelled figures stand only where no official source speaks of the same subject, area and period: groups are never mixed.
-- Only subjects and periods of which several sources speak have anything to choose from; the others, nearly all, go in as they are.
-- Where the variable measures is set, these only.
with stated as (
    select
        observation.*,
        origin.nature,
        origin.standing
    from raw.observation as observation
    inner join main.source_in_force as origin on observation.source_id = origin.source_id
    where
        observation.area_code in (select area.area_code from main.area as area)
        and (getvariable('measures') is null or observation.measure in (select unnest(getvariable('measures')::varchar[])))
),

contested as (
    select
        measure,
        breakdown,
        time_period
    from raw.observation
    where getvariable('measures') is null or measure in (select unnest(getvariable('measures')::varchar[]))
    group by measure, breakdown, time_period
    having min(source_id) <> max(source_id)
),

ranked as (
    select
        stated.*,
        row_number() over (
            partition by stated.measure, stated.area_code, stated.time_period, stated.breakdown, stated.group_code
            order by stated.standing desc
        ) as choice,
        bool_or(stated.nature = 'official') over (
            partition by stated.measure, stated.area_code, stated.time_period, stated.breakdown
        ) as is_official_subject
    from stated
    semi join contested
        on stated.measure = contested.measure and stated.breakdown = contested.breakdown and stated.time_period = contested.time_period
),

chosen as (
    select stated.* exclude (standing)
    from stated
    anti join contested
        on stated.measure = contested.measure and stated.breakdown = contested.breakdown and stated.time_period = contested.time_period
    union all by name
    select * exclude (standing, choice, is_official_subject)
    from ranked
    where choice = 1 and (nature = 'official' or not is_official_subject)
)

insert into main.observation by name
select *
from chosen
order by measure, area_code, time_period, breakdown, group_code
