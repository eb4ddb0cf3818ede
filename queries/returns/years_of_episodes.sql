-- grain: one row per year (ending 31 March) in which episodes of a table Episodes (the view stated) end, or start: how many do
select
    collection_year,
    count(*) filter (where is_end) as ended,
    count(*) filter (where not is_end) as started
from (
    select
        return_year(stated_day(decom)) as collection_year,
        false as is_end
    from stated
    union all
    select
        return_year(stated_day(dec)) as collection_year,
        true as is_end
    from stated
) as dated
where collection_year is not null
group by collection_year
order by collection_year
