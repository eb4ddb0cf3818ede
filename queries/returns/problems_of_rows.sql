-- grain: one row per kind of problem of a table of a return (the table judged): how many rows have it, and which are the first five
select
    problem,
    count(*) as row_count,
    list_sort(min(row_number, 5)) as first_rows
from judged
where problem is not null
group by problem
order by count(*) desc, problem asc
