-- grain: one row per row of a table Missing (the view stated), its child hashed.
-- problem is why the row cannot be kept; broken are the rules it breaks though it is kept.
select
    $source_id as source_id,
    stated.row_number,
    keyed(stated.child) as child_key,
    $collection_year as collection_year,
    $authority_code as authority_code,
    known.code as kind,
    stated_day(stated.mis_start) as missing_start,
    stated_day(stated.mis_end) as missing_end,
    named_rules([
        if(stated_day(stated.mis_start) is null, '1004', null),
        if(stated_day(stated.mis_end) is null and stated.mis_end is not null, '1005', null),
        if(known.code is null, '1006', null),
        if(stated_day(stated.mis_end) < stated_day(stated.mis_start), '567', null)
    ]) as broken,
    if(stated.child is null, 'no_child', null) as problem
from stated
left join return_code as known on stated.missing = known.code and known.column_name = 'MISSING'
