-- grain: one row per domain, edition of the indices, type of area, and figure ("score", "rank", "decile") that some LSOA of such an area has
with figure as (
    select
        area_code,
        edition,
        domain,
        unnest(['score', 'rank', 'decile']) as figure,
        unnest([score is not null, national_rank is not null, national_decile is not null]) as is_held
    from main.deprivation
)

select distinct
    figure.domain,
    figure.edition as time_period,
    area.area_type,
    figure.figure
from figure
inner join main.area_lsoa as member on figure.area_code = member.lsoa_code and figure.edition = member.edition
inner join main.area as area on member.area_code = area.area_code
where figure.is_held
order by figure.domain, figure.edition, area.area_type, figure.figure
