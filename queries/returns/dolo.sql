-- grain: one row per row of a table DoLo (the view stated), its child hashed.
-- problem is why the row cannot be kept; broken are the rules it breaks though it is kept.
select
    $source_id as source_id,
    stated.row_number,
    keyed(stated.child) as child_key,
    $collection_year as collection_year,
    $authority_code as authority_code,
    stated_day(stated.dolo_start) as dolo_start,
    stated_day(stated.dolo_end) as dolo_end,
    named_rules([
        if(stated_day(stated.dolo_start) is null, '700', null),
        if(stated_day(stated.dolo_end) is null and stated.dolo_end is not null, '701', null),
        if(stated_day(stated.dolo_end) < stated_day(stated.dolo_start), '702', null)
    ]) as broken,
    if(stated.child is null, 'no_child', null) as problem
from stated
