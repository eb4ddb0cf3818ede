-- grain: one row per row of a table OC3 (the view stated): child hashed, day of birth cut to the month.
-- problem is why the row cannot be kept; broken are the rules it breaks though it is kept.
select
    $source_id as source_id,
    stated.row_number,
    keyed(stated.child) as child_key,
    $collection_year as collection_year,
    $authority_code as authority_code,
    year(stated_day(stated.dob)) as birth_year,
    month(stated_day(stated.dob)) as birth_month,
    in_touch.code as in_touch,
    activity.code as activity,
    accommodation.code as accommodation,
    named_rules([
        if(in_touch.code is null, '131', null),
        if(activity.code is null and stated.activ is not null, '132', null),
        if(accommodation.code is null and stated.accom is not null, '133', null)
    ]) as broken,
    if(stated.child is null, 'no_child', null) as problem
from stated
left join return_code as in_touch on stated.in_touch = in_touch.code and in_touch.column_name = 'IN_TOUCH'
left join return_code as activity on stated.activ = activity.code and activity.column_name = 'ACTIV'
left join return_code as accommodation on stated.accom = accommodation.code and accommodation.column_name = 'ACCOM'
