-- grain: one row per row of a table Header (the view stated): child hashed, codes of sex brought together, days of birth cut to the month.
-- problem is why the row cannot be kept; broken are the rules it breaks though it is kept.
with dated as (
    select
        stated.*,
        stated_day(stated.dob) as born,
        stated_day(stated.mc_dob) as first_child_born
    from stated
)

select
    $source_id as source_id,
    dated.row_number,
    keyed(dated.child) as child_key,
    $collection_year as collection_year,
    $authority_code as authority_code,
    sex.group_code as sex,
    year(dated.born) as birth_year,
    month(dated.born) as birth_month,
    ethnicity.code as ethnicity,
    stated_flag(dated.mother) as is_mother,
    year(dated.first_child_born) as first_child_year,
    month(dated.first_child_born) as first_child_month,
    named_rules([
        if(not coalesce(is_of_year(sex.first_year, sex.last_year, $collection_year) and sex.code is not null, false), '101', null),
        if(dated.born is null, '102', null),
        if(ethnicity.code is null, '103', null),
        if(stated_flag(dated.mother) is null and dated.mother is not null, '165', null),
        if(dated.first_child_born is null and dated.mc_dob is not null, '171', null),
        if(dated.born > make_date($collection_year, 3, 31), '301', null)
    ]) as broken,
    if(dated.child is null, 'no_child', null) as problem
from dated
left join return_code as sex on dated.sex = sex.code and sex.column_name = 'SEX'
left join return_code as ethnicity on dated.ethnic = ethnicity.code and ethnicity.column_name = 'ETHNIC'
