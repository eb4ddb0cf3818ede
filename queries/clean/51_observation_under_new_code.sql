-- grain: one row per ward and figure held only under another code of the ward, the former or the later one.
-- Where the variable measures is set, these only.
insert into main.observation by name
select
    figure.measure,
    other.ward_code as area_code,
    figure.time_period,
    figure.breakdown,
    figure.group_code,
    figure.group_name,
    figure.value,
    figure.symbol,
    figure.nature,
    other.derivation,
    figure.remark,
    figure.source_id
from main.ward_other_code as other
inner join main.observation as figure on other.published_code = figure.area_code
where
    (getvariable('measures') is null or figure.measure in (select unnest(getvariable('measures')::varchar[])))
    and not exists (
        select 1
        from main.observation as held
        where held.area_code = other.ward_code and held.measure = figure.measure
    )
qualify
    row_number() over (
        partition by other.ward_code, figure.measure, figure.time_period, figure.breakdown, figure.group_code
        order by other.lookup_year desc, figure.area_code desc
    ) = 1
order by figure.measure, other.ward_code, figure.time_period, figure.breakdown, figure.group_code
