-- cohort.duckdb: records of children. Opened apart from place.duckdb, never attached to it.
-- No name, no pupil or case number, no date of birth and no postcode is kept.

create table child (
    child_key varchar primary key,
    birth_year integer,
    birth_month integer check (birth_month between 1 and 12),
    sex varchar,
    ethnicity varchar,
    home_lsoa_code varchar,
    home_ward_code varchar,
    home_authority_code varchar
);
comment on table child is 'One row a child.';
comment on column child.child_key is 'Keyed hash of the identifier in the return; the identifier itself is not kept.';
comment on column child.birth_year is 'Year of birth.';
comment on column child.birth_month is 'Month of birth.';
comment on column child.sex is 'F, M or U.';
comment on column child.ethnicity is 'Ethnic group, code of the collection.';
comment on column child.home_lsoa_code is 'LSOA of the home address; empty when it could not be placed.';
comment on column child.home_ward_code is 'Ward of the home address.';
comment on column child.home_authority_code is 'Authority of the home address.';

create table episode (
    child_key varchar not null references child (child_key),
    episode_start date not null,
    episode_end date,
    reason_new_episode varchar,
    reason_episode_ceased varchar,
    legal_status varchar,
    category_of_need varchar,
    collection_year integer not null,
    primary key (child_key, episode_start)
);
comment on table episode is 'Episodes of care: legal status and placement unchanged.';
comment on column episode.child_key is 'The child.';
comment on column episode.episode_start is 'DECOM.';
comment on column episode.episode_end is 'DEC; empty while the episode lasts.';
comment on column episode.reason_new_episode is 'RNE code.';
comment on column episode.reason_episode_ceased is 'REC code.';
comment on column episode.legal_status is 'LS code.';
comment on column episode.category_of_need is 'CIN code of the return.';
comment on column episode.collection_year is 'Year of the return, ending 31 March.';

create table placement (
    child_key varchar not null references child (child_key),
    placement_start date not null,
    placement_end date,
    placement_type varchar,
    placement_provider varchar,
    distance_miles double,
    outside_authority boolean,
    placement_authority_code varchar,
    primary key (child_key, placement_start)
);
comment on table placement is 'Placements; one may span several episodes.';
comment on column placement.child_key is 'The child.';
comment on column placement.placement_start is 'First day of the placement.';
comment on column placement.placement_end is 'Last day; empty while it lasts.';
comment on column placement.placement_type is 'PLACE code of the collection year.';
comment on column placement.placement_provider is 'PLACE_PROVIDER code.';
comment on column placement.distance_miles is 'Straight line from home in miles, one decimal; empty when not known.';
comment on column placement.outside_authority is 'True when placed outside the responsible authority; empty when not known.';
comment on column placement.placement_authority_code is 'Authority of the placement.';

create table pupil_result (
    child_key varchar not null references child (child_key),
    academic_year varchar not null,
    key_stage varchar not null,
    measure varchar not null,
    score double,
    symbol varchar,
    primary key (child_key, academic_year, key_stage, measure)
);
comment on table pupil_result is 'Results of assessments of pupils.';
comment on column pupil_result.child_key is 'The child.';
comment on column pupil_result.academic_year is 'Academic year, for example 202425.';
comment on column pupil_result.key_stage is 'EYFS, KS1, KS2, KS4 or age 19.';
comment on column pupil_result.measure is 'What was assessed.';
comment on column pupil_result.score is 'Result; empty when a symbol says why.';
comment on column pupil_result.symbol is 'Why there is no result.';

create table assessment (
    child_key varchar not null references child (child_key),
    assessment_date date not null,
    assessment_type varchar not null,
    primary key (child_key, assessment_date, assessment_type)
);
comment on table assessment is 'Assessments by children''s services.';
comment on column assessment.child_key is 'The child.';
comment on column assessment.assessment_date is 'Day it was authorised.';
comment on column assessment.assessment_type is 'Kind of assessment.';

create table need_factor (
    child_key varchar not null references child (child_key),
    assessment_date date not null,
    factor varchar not null,
    primary key (child_key, assessment_date, factor)
);
comment on table need_factor is 'Factors identified at the end of an assessment.';
comment on column need_factor.child_key is 'The child.';
comment on column need_factor.assessment_date is 'Day of the assessment.';
comment on column need_factor.factor is 'Factor, code of the collection.';

create table status_spell (
    child_key varchar not null references child (child_key),
    status varchar not null,
    spell_start date not null,
    spell_end date,
    primary key (child_key, status, spell_start)
);
comment on table status_spell is 'Spells of a standard status: child in need, child protection plan, EHC plan, SEN support, UASC.';
comment on column status_spell.child_key is 'The child.';
comment on column status_spell.status is 'child_in_need, child_protection_plan, ehc_plan, sen_support or uasc.';
comment on column status_spell.spell_start is 'First day.';
comment on column status_spell.spell_end is 'Last day; empty while it lasts.';
