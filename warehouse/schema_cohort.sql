-- cohort.duckdb: records of children. Opened apart from place.duckdb, never attached to it.
-- No name, no pupil or case number, no date of birth and no postcode is kept.

-- Results of pupils stand by themselves: a pupil need not be a row of child, and what is said of a pupil belongs to the year of the result.
create table pupil_result (
    source_id varchar not null,
    row_number bigint not null,
    child_key varchar,
    academic_year varchar,
    key_stage varchar,
    measure varchar,
    score double,
    home_lsoa_code varchar,
    sex varchar,
    ethnicity varchar,
    fsm varchar,
    disadvantaged varchar,
    sen varchar,
    first_language varchar,
    social_care varchar,
    phase varchar,
    problem varchar,
    superseded_by varchar[]
);
comment on table pupil_result is 'One row a result of an assessment: a pupil, an academic year and a measure.';
comment on column pupil_result.source_id is 'The file, as in the table source of place.duckdb.';
comment on column pupil_result.row_number is 'Row of the file, counted from 1.';
comment on column pupil_result.child_key is 'Keyed hash of the identifier in the file, 32 hexadecimal digits; the identifier itself is not kept.';
comment on column pupil_result.academic_year is 'Academic year, for example 202425.';
comment on column pupil_result.key_stage is 'EYFS, KS1, KS2 or KS4.';
comment on column pupil_result.measure is 'What was assessed, a row of pupil_measure.';
comment on column pupil_result.score is '1 where the standard was reached and 0 where not, or the score; empty where the pupil has no result.';
comment on column pupil_result.home_lsoa_code is 'LSOA of the home; empty when the file states no home. The postcode is not kept.';
comment on column pupil_result.sex is 'Group of the breakdown sex in pupil_group; empty when not known. So the columns that follow.';
comment on column pupil_result.ethnicity is 'Major ethnic group.';
comment on column pupil_result.fsm is 'Eligible for free school meals or not.';
comment on column pupil_result.disadvantaged is 'Disadvantaged (pupil premium) or not.';
comment on column pupil_result.sen is 'Provision for special educational needs.';
comment on column pupil_result.first_language is 'First language.';
comment on column pupil_result.social_care is 'In need, on a protection plan, looked after, or none of these.';
comment on column pupil_result.phase is 'Phase of the school.';
comment on column pupil_result.problem is 'Why the row cannot be loaded; only while a file is being read, empty in every file in force.';
comment on column pupil_result.superseded_by is 'Files loaded later that state a result of the same pupil, year and measure.';

create table pupil_measure (
    key_stage varchar not null,
    measure varchar not null,
    is_score boolean not null,
    least double not null,
    most double not null,
    primary key (key_stage, measure)
);
comment on table pupil_measure is 'What results of pupils may be of, and which results are possible.';
comment on column pupil_measure.key_stage is 'The stage at which it is assessed.';
comment on column pupil_measure.measure is 'What is assessed.';
comment on column pupil_measure.is_score is 'True where the result is a score; false where it is 1 for reaching the standard and 0 for not reaching it.';
comment on column pupil_measure.least is 'Least possible result.';
comment on column pupil_measure.most is 'Greatest possible result.';

insert into pupil_measure
values
('EYFS', 'gld', false, 0, 1),
('KS1', 'phonics', false, 0, 1),
('KS2', 'rwm_expected', false, 0, 1),
('KS4', 'attainment8', true, 0, 90),
('KS4', 'engmath_9_4', false, 0, 1),
('KS4', 'engmath_9_5', false, 0, 1);

create table pupil_group (
    breakdown varchar not null,
    group_code varchar not null,
    group_name varchar not null,
    place integer not null,
    primary key (breakdown, group_code)
);
comment on table pupil_group is 'The groups that pupils are told apart by; the codes are those of the official breakdowns.';
comment on column pupil_group.breakdown is 'Column of pupil_result; Total is the group of everybody.';
comment on column pupil_group.group_code is 'Code of the group.';
comment on column pupil_group.group_name is 'Name of the group.';
comment on column pupil_group.place is 'Order in which the groups are shown.';

insert into pupil_group
values
('Total', 'Total', 'Total', 1),
('sex', 'Girls', 'girls', 1),
('sex', 'Boys', 'boys', 2),
('fsm', 'FSM', 'eligible for free school meals', 1),
('fsm', 'NonFSM', 'not eligible for free school meals', 2),
('disadvantaged', 'DAP', 'disadvantaged', 1),
('disadvantaged', 'NonDAP', 'not disadvantaged', 2),
('sen', 'NoSEN', 'no identified special educational needs', 1),
('sen', 'SENSupport', 'SEN support', 2),
('sen', 'EHCP', 'education, health and care plan', 3),
('ethnicity', 'White', 'White', 1),
('ethnicity', 'Mixed', 'Mixed or multiple ethnic groups', 2),
('ethnicity', 'Asian', 'Asian or Asian British', 3),
('ethnicity', 'Black', 'Black, African, Caribbean or Black British', 4),
('ethnicity', 'Chinese', 'Chinese', 5),
('ethnicity', 'Other', 'other ethnic group', 6),
('first_language', 'English', 'first language English', 1),
('first_language', 'NotEnglish', 'first language other than English', 2),
('social_care', 'CINO', 'in need, neither on a protection plan nor looked after', 1),
('social_care', 'CPPO', 'on a child protection plan', 2),
('social_care', 'CLA', 'looked after for 12 months or more', 3),
('social_care', 'none', 'none of these', 4),
('phase', 'Primary', 'primary schools', 1),
('phase', 'Middle', 'middle schools', 2),
('phase', 'Secondary', 'secondary schools', 3),
('phase', 'AllThrough', 'all-through schools', 4),
('phase', 'Special', 'special schools', 5),
('phase', 'Other', 'other schools and alternative provision', 6);

create table assessment (
    child_key varchar not null,
    assessment_date date not null,
    assessment_type varchar not null,
    primary key (child_key, assessment_date, assessment_type)
);
comment on table assessment is 'Assessments by children''s services.';
comment on column assessment.child_key is 'Keyed hash of the child''s identifier.';
comment on column assessment.assessment_date is 'Day it was authorised.';
comment on column assessment.assessment_type is 'Kind of assessment.';

create table need_factor (
    child_key varchar not null,
    assessment_date date not null,
    factor varchar not null,
    primary key (child_key, assessment_date, factor)
);
comment on table need_factor is 'Factors identified at the end of an assessment.';
comment on column need_factor.child_key is 'Keyed hash of the child''s identifier.';
comment on column need_factor.assessment_date is 'Day of the assessment.';
comment on column need_factor.factor is 'Factor, code of the collection.';

create table status_spell (
    child_key varchar not null,
    status varchar not null,
    spell_start date not null,
    spell_end date,
    primary key (child_key, status, spell_start)
);
comment on table status_spell is 'Spells of a standard status: child in need, child protection plan, EHC plan, SEN support, UASC.';
comment on column status_spell.child_key is 'Keyed hash of the child''s identifier.';
comment on column status_spell.status is 'child_in_need, child_protection_plan, ehc_plan, sen_support or uasc.';
comment on column status_spell.spell_start is 'First day.';
comment on column status_spell.spell_end is 'Last day; empty while it lasts.';
