-- grain: one row per row of a table Reviews (the view stated), its child hashed.
-- problem is why the row cannot be kept; broken are the rules it breaks though it is kept.
select
    $source_id as source_id,
    stated.row_number,
    keyed(stated.child) as child_key,
    $collection_year as collection_year,
    $authority_code as authority_code,
    stated_day(stated.review) as review_date,
    participation.code as participation,
    named_rules([
        if(stated_day(stated.review) is null, '166', null),
        if(participation.code is null, '167', null)
    ]) as broken,
    if(stated.child is null, 'no_child', null) as problem
from stated
left join return_code as participation on stated.review_code = participation.code and participation.column_name = 'REVIEW_CODE'
