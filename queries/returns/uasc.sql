-- grain: one row per row of a table UASC (the view stated), its child hashed.
-- problem is why the row cannot be kept; broken are the rules it breaks though it is kept.
select
    $source_id as source_id,
    stated.row_number,
    keyed(stated.child) as child_key,
    $collection_year as collection_year,
    $authority_code as authority_code,
    sex.group_code as sex,
    stated_day(stated.duc) as status_ceased,
    named_rules([if(stated_day(stated.duc) is null and stated.duc is not null, '104', null)]) as broken,
    if(stated.child is null, 'no_child', null) as problem
from stated
left join return_code as sex on stated.sex = sex.code and sex.column_name = 'SEX'
