-- grain: one row per row of a table PrevPerm (the view stated), its child hashed.
-- problem is why the row cannot be kept; broken are the rules it breaks though it is kept. Dates of order may be known to the year only.
select
    $source_id as source_id,
    stated.row_number,
    keyed(stated.child) as child_key,
    $collection_year as collection_year,
    $authority_code as authority_code,
    known.code as previous_permanence,
    stated_day(stated.date_perm) as ordered_on,
    named_rules([if(known.code is null and stated.prev_perm is not null, '631', null)]) as broken,
    if(stated.child is null, 'no_child', null) as problem
from stated
left join return_code as known on stated.prev_perm = known.code and known.column_name = 'PREV_PERM'
