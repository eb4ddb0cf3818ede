-- grain: one row per row of a table PlacedAdoption (the view stated), its child hashed.
-- problem is why the row cannot be kept; broken are the rules it breaks though it is kept.
select
    $source_id as source_id,
    stated.row_number,
    keyed(stated.child) as child_key,
    $collection_year as collection_year,
    $authority_code as authority_code,
    stated_day(stated.date_placed) as decided_on,
    stated_day(stated.date_placed_ceased) as reversed_on,
    reason.code as reason_reversed,
    named_rules([
        if(stated_day(stated.date_placed) is null and stated.date_placed is not null, '115', null),
        if(stated_day(stated.date_placed_ceased) is null and stated.date_placed_ceased is not null, '116', null),
        if(reason.code is null and stated.reason_placed_ceased is not null, '120', null)
    ]) as broken,
    if(stated.child is null, 'no_child', null) as problem
from stated
left join return_code as reason on stated.reason_placed_ceased = reason.code and reason.column_name = 'REASON_PLACED_CEASED'
