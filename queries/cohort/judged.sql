-- grain: one row per row of a file of pupil results (the view stated), its identifier hashed, its home placed, its codes checked.
-- problem is the first thing that is wrong with the row: a column's name, or no_pupil. Cells that are wrong are not handed out.
-- The hash is HMAC-SHA-256 (RFC 2104): $inner_pad and $outer_pad are the key, filled to 64 bytes and crossed with the two pads.
with tidied as (
    select
        stated.row_number,
        stated.home_postcode,
        stated.home_lsoa,
        stated.sex,
        stated.ethnicity,
        stated.fsm,
        stated.disadvantaged,
        stated.sen,
        stated.first_language,
        stated.social_care,
        stated.phase,
        stated.key_stage,
        stated.measure,
        stated.result,
        left(sha256($outer_pad || unhex(sha256($inner_pad || encode(stated.pupil_id)))), 32) as child_key,
        replace(replace(stated.academic_year, '/', ''), '-', '') as six_digits,
        try_cast(stated.result as double) as score
    from stated
),

judged as (
    select
        tidied.row_number,
        tidied.child_key,
        if(
            regexp_full_match(tidied.six_digits, '\d{6}')
            and (left(tidied.six_digits, 4)::integer + 1) % 100 = right(tidied.six_digits, 2)::integer
            and left(tidied.six_digits, 4)::integer between 1990 and $this_year,
            tidied.six_digits,
            null
        ) as good_year,
        known.key_stage,
        known.measure,
        if(
            tidied.score between known.least and known.most and (known.is_score or tidied.score in (0, 1)), tidied.score, null
        ) as good_score,
        lsoa.lsoa_code as home_lsoa_code,
        sex.group_code as sex,
        ethnicity.group_code as ethnicity,
        fsm.group_code as fsm,
        disadvantaged.group_code as disadvantaged,
        sen.group_code as sen,
        first_language.group_code as first_language,
        social_care.group_code as social_care,
        phase.group_code as phase,
        case
            when tidied.child_key is null then 'no_pupil'
            when good_year is null then 'academic_year'
            when known.measure is null then 'measure'
            when good_score is null and tidied.result is not null then 'result'
            when sex.group_code is null and tidied.sex is not null then 'sex'
            when ethnicity.group_code is null and tidied.ethnicity is not null then 'ethnicity'
            when fsm.group_code is null and tidied.fsm is not null then 'fsm'
            when disadvantaged.group_code is null and tidied.disadvantaged is not null then 'disadvantaged'
            when sen.group_code is null and tidied.sen is not null then 'sen'
            when first_language.group_code is null and tidied.first_language is not null then 'first_language'
            when social_care.group_code is null and tidied.social_care is not null then 'social_care'
            when phase.group_code is null and tidied.phase is not null then 'phase'
            when home_lsoa_code is null and tidied.home_lsoa is not null then 'home_lsoa'
            when home_lsoa_code is null and tidied.home_postcode is not null then 'home_postcode'
        end as problem
    from tidied
    left join pupil_measure as known on tidied.key_stage = known.key_stage and tidied.measure = known.measure
    left join known_postcode as postcode
        on upper(replace(tidied.home_postcode, ' ', '')) = postcode.postcode and tidied.home_lsoa is null
    left join known_lsoa as lsoa on coalesce(tidied.home_lsoa, postcode.lsoa_code) = lsoa.lsoa_code
    left join pupil_group as sex on tidied.sex = sex.group_code and sex.breakdown = 'sex'
    left join pupil_group as ethnicity on tidied.ethnicity = ethnicity.group_code and ethnicity.breakdown = 'ethnicity'
    left join pupil_group as fsm on tidied.fsm = fsm.group_code and fsm.breakdown = 'fsm'
    left join pupil_group as disadvantaged
        on tidied.disadvantaged = disadvantaged.group_code and disadvantaged.breakdown = 'disadvantaged'
    left join pupil_group as sen on tidied.sen = sen.group_code and sen.breakdown = 'sen'
    left join pupil_group as first_language
        on tidied.first_language = first_language.group_code and first_language.breakdown = 'first_language'
    left join pupil_group as social_care on tidied.social_care = social_care.group_code and social_care.breakdown = 'social_care'
    left join pupil_group as phase on tidied.phase = phase.group_code and phase.breakdown = 'phase'
)

select
    $source_id as source_id,
    row_number,
    child_key,
    good_year as academic_year,
    key_stage,
    measure,
    good_score as score,
    home_lsoa_code,
    sex,
    ethnicity,
    fsm,
    disadvantaged,
    sen,
    first_language,
    social_care,
    phase,
    problem
from judged
