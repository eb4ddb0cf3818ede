-- grain: one row per row of a table AD1 (the view stated), its child hashed.
-- problem is why the row cannot be kept; broken are the rules it breaks though it is kept.
select
    $source_id as source_id,
    stated.row_number,
    keyed(stated.child) as child_key,
    $collection_year as collection_year,
    $authority_code as authority_code,
    stated_day(stated.date_int) as interest_date,
    stated_day(stated.date_match) as match_date,
    stated_flag(stated.foster_care) as by_foster_carer,
    if(stated.nb_adoptr in ('1', '2'), stated.nb_adoptr::integer, null) as adopters,
    sex.code as adopters_sex,
    status.code as adopters_status,
    named_rules([
        if(stated_day(stated.date_int) is null and stated.date_int is not null, '112', null),
        if(stated_day(stated.date_match) is null and stated.date_match is not null, '113', null),
        if(stated_flag(stated.foster_care) is null and stated.foster_care is not null, '114', null),
        if(stated.nb_adoptr not in ('1', '2'), '175', null),
        if(sex.code is null and stated.sex_adoptr is not null, '176', null),
        if(status.code is null and stated.ls_adoptr is not null, '177', null)
    ]) as broken,
    if(stated.child is null, 'no_child', null) as problem
from stated
left join return_code as sex on stated.sex_adoptr = sex.code and sex.column_name = 'SEX_ADOPTR'
left join return_code as status on stated.ls_adoptr = status.code and status.column_name = 'LS_ADOPTR'
