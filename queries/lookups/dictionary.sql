-- grain: one row per column of the warehouse; a column of schema raw has the meaning of the same one in schema main
select
    col.schema_name,
    col.table_name,
    col.column_name,
    lower(col.data_type) as data_type,
    coalesce(col.comment, same.comment) as meaning,
    tab.comment as table_meaning
from duckdb_columns() as col
inner join duckdb_tables() as tab
    on
        col.database_name = tab.database_name
        and col.schema_name = tab.schema_name
        and col.table_name = tab.table_name
left join duckdb_columns() as same
    on
        col.database_name = same.database_name
        and same.schema_name = 'main'
        and col.table_name = same.table_name
        and col.column_name = same.column_name
where
    col.database_name = current_database()
    and not col.internal
order by col.schema_name, col.table_name, col.column_index
