-- grain: one row per kind of problem of a file of pupil results: how many rows have it, and which are the first five
select
    problem,
    count(*) as row_count,
    list_sort(min(row_number, 5)) as first_rows
from pupil_result
where source_id = $source_id and problem is not null
group by problem
order by count(*) desc, problem asc
