-- grain: one row per rule that returns are held to
select
    rule_code,
    severity,
    table_name,
    column_name,
    is_of_dfe,
    rule_name,
    bears_on
from return_rule
order by rule_code
