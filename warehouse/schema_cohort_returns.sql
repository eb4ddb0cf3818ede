-- What is kept of an SSDA903 return, a table each of its own (docs/placements.md). Facts alone; what follows from them is asked in queries/cohort.
-- A row keeps its file and year; which one of several that say the same counts is said by superseded_by.

create table return_file (
    source_id varchar not null,
    table_name varchar not null,
    collection_year integer not null,
    authority_code varchar,
    year_told_by varchar not null,
    authority_told_by varchar,
    row_count bigint not null,
    superseded_by varchar[],
    primary key (source_id, table_name)
);
comment on table return_file is 'One row a table of a return that is held: its year and authority, and how these are known.';
comment on column return_file.source_id is 'The file, as in the table source of place.duckdb.';
comment on column return_file.table_name is 'The table of this schema that holds its rows.';
comment on column return_file.collection_year is 'Year of the return: 2025 is 1 April 2024 to 31 March 2025.';
comment on column return_file.authority_code is 'The authority that looks after the children; empty when not known.';
comment on column return_file.year_told_by is 'header, name, dates or episodes: what said the year.';
comment on column return_file.authority_told_by is 'setting, header, homes or returns: what said the authority; empty when nothing did.';
comment on column return_file.row_count is 'Rows held.';
comment on column return_file.superseded_by is 'Files loaded later that are the same table of the same year and authority.';

create table child (
    source_id varchar not null,
    row_number bigint not null,
    child_key varchar not null,
    collection_year integer not null,
    authority_code varchar,
    sex varchar,
    birth_year integer,
    birth_month integer,
    ethnicity varchar,
    is_mother boolean,
    first_child_year integer,
    first_child_month integer,
    broken varchar[],
    superseded_by varchar[]
);
comment on table child is 'Header: what is said of a child in the return of one year. What says the same again is known by child_key.';
comment on column child.source_id is 'The file, as in the table source of place.duckdb.';
comment on column child.row_number is 'Row of the table: in a CSV or sheet counted from 1 with the header, in XML the number of the record.';
comment on column child.child_key is 'Keyed hash of CHILD, 32 hexadecimal digits; CHILD itself is not kept.';
comment on column child.collection_year is 'Year of the return, ending 31 March.';
comment on column child.authority_code is 'The authority of the return; empty when not known.';
comment on column child.sex is 'M, F or U, whatever the year writes; empty when not known.';
comment on column child.birth_year is 'Year of birth; the day is not kept.';
comment on column child.birth_month is 'Month of birth.';
comment on column child.ethnicity is 'ETHNIC code.';
comment on column child.is_mother is 'Whether the child has a child of her own; empty when not stated.';
comment on column child.first_child_year is 'Year of birth of her first child.';
comment on column child.first_child_month is 'Month of birth of her first child.';
comment on column child.broken is 'Rules of return_rule that the row broke as it was stated; empty when none.';
comment on column child.superseded_by is 'Files that state the same later: the same table of the year again, or a later year.';

create table episode (
    source_id varchar not null,
    row_number bigint not null,
    child_key varchar not null,
    collection_year integer not null,
    authority_code varchar,
    episode_start date,
    episode_end date,
    reason_new_episode varchar,
    legal_status varchar,
    category_of_need varchar,
    placement_type varchar,
    placement_provider varchar,
    reason_episode_ceased varchar,
    reason_placement_change varchar,
    provider_urn varchar,
    home_lsoa_code varchar,
    home_authority_code varchar,
    placement_authority_code varchar,
    computed_miles double,
    stated_miles double,
    distance_miles double,
    computed_outside boolean,
    stated_outside boolean,
    outside_authority boolean,
    broken varchar[],
    superseded_by varchar[]
);
comment on table episode is 'Episodes, where home and placement are an LSOA, authorities and a distance. What says the same again is known by child_key, episode_start.';
comment on column episode.source_id is 'The file, as in the table source of place.duckdb.';
comment on column episode.row_number is 'Row of the table: in a CSV or sheet counted from 1 with the header, in XML the number of the record.';
comment on column episode.child_key is 'Keyed hash of CHILD, 32 hexadecimal digits; CHILD itself is not kept.';
comment on column episode.collection_year is 'Year of the return, ending 31 March.';
comment on column episode.authority_code is 'The authority of the return; empty when not known.';
comment on column episode.episode_start is 'DECOM.';
comment on column episode.episode_end is 'DEC: the day from which it no longer lasted; empty where it was open when the return was made.';
comment on column episode.reason_new_episode is 'RNE code.';
comment on column episode.legal_status is 'LS code.';
comment on column episode.category_of_need is 'CIN code of the return.';
comment on column episode.placement_type is 'PLACE code.';
comment on column episode.placement_provider is 'PLACE_PROVIDER code.';
comment on column episode.reason_episode_ceased is 'REC code.';
comment on column episode.reason_placement_change is 'REASON_PLACE_CHANGE code.';
comment on column episode.provider_urn is 'Number of the provider in Ofsted''s lists.';
comment on column episode.home_lsoa_code is 'LSOA of the home; empty when the postcode could not be placed.';
comment on column episode.home_authority_code is 'Upper-tier or unitary authority of the home.';
comment on column episode.placement_authority_code is 'Upper-tier or unitary authority of the placement.';
comment on column episode.computed_miles is 'Straight line from home to placement in miles, one decimal; empty when one of the two has no grid reference.';
comment on column episode.stated_miles is 'PL_DISTANCE of the return; empty where it has none or says 999.9.';
comment on column episode.distance_miles is 'The distance that counts: the computed one, else the stated one; empty when not known, never 0 for that.';
comment on column episode.computed_outside is 'True when the postcode of the placement lies outside the authority of the return.';
comment on column episode.stated_outside is 'PL_LOCATION of the return: true for OUT.';
comment on column episode.outside_authority is 'The one that counts: the computed one, else the stated one; empty when not known.';
comment on column episode.broken is 'Rules of return_rule that the row broke as it was stated; empty when none.';
comment on column episode.superseded_by is 'Files that state the same later: the same table of the year again, or a later year.';

create table review (
    source_id varchar not null,
    row_number bigint not null,
    child_key varchar not null,
    collection_year integer not null,
    authority_code varchar,
    review_date date,
    participation varchar,
    broken varchar[],
    superseded_by varchar[]
);
comment on table review is 'Reviews. What says the same again is known by child_key, review_date.';
comment on column review.source_id is 'The file, as in the table source of place.duckdb.';
comment on column review.row_number is 'Row of the table: in a CSV or sheet counted from 1 with the header, in XML the number of the record.';
comment on column review.child_key is 'Keyed hash of CHILD, 32 hexadecimal digits; CHILD itself is not kept.';
comment on column review.collection_year is 'Year of the return, ending 31 March.';
comment on column review.authority_code is 'The authority of the return; empty when not known.';
comment on column review.review_date is 'Day of the review.';
comment on column review.participation is 'REVIEW_CODE code.';
comment on column review.broken is 'Rules of return_rule that the row broke as it was stated; empty when none.';
comment on column review.superseded_by is 'Files that state the same later: the same table of the year again, or a later year.';

create table uasc (
    source_id varchar not null,
    row_number bigint not null,
    child_key varchar not null,
    collection_year integer not null,
    authority_code varchar,
    sex varchar,
    status_ceased date,
    broken varchar[],
    superseded_by varchar[]
);
comment on table uasc is 'Unaccompanied asylum-seeking children. What says the same again is known by child_key.';
comment on column uasc.source_id is 'The file, as in the table source of place.duckdb.';
comment on column uasc.row_number is 'Row of the table: in a CSV or sheet counted from 1 with the header, in XML the number of the record.';
comment on column uasc.child_key is 'Keyed hash of CHILD, 32 hexadecimal digits; CHILD itself is not kept.';
comment on column uasc.collection_year is 'Year of the return, ending 31 March.';
comment on column uasc.authority_code is 'The authority of the return; empty when not known.';
comment on column uasc.sex is 'M, F or U; empty when not known.';
comment on column uasc.status_ceased is 'DUC: day the status ceased; empty while it lasts.';
comment on column uasc.broken is 'Rules of return_rule that the row broke as it was stated; empty when none.';
comment on column uasc.superseded_by is 'Files that state the same later: the same table of the year again, or a later year.';

create table oc2 (
    source_id varchar not null,
    row_number bigint not null,
    child_key varchar not null,
    collection_year integer not null,
    authority_code varchar,
    sdq_score integer,
    sdq_reason varchar,
    is_convicted boolean,
    had_health_check boolean,
    has_immunisations boolean,
    had_teeth_check boolean,
    had_health_assessment boolean,
    has_substance_misuse boolean,
    received_intervention boolean,
    was_offered_intervention boolean,
    broken varchar[],
    superseded_by varchar[]
);
comment on table oc2 is 'OC2: health and convictions of children looked after for twelve months. What says the same again is known by child_key, collection_year.';
comment on column oc2.source_id is 'The file, as in the table source of place.duckdb.';
comment on column oc2.row_number is 'Row of the table: in a CSV or sheet counted from 1 with the header, in XML the number of the record.';
comment on column oc2.child_key is 'Keyed hash of CHILD, 32 hexadecimal digits; CHILD itself is not kept.';
comment on column oc2.collection_year is 'Year of the return, ending 31 March.';
comment on column oc2.authority_code is 'The authority of the return; empty when not known.';
comment on column oc2.sdq_score is 'Strengths and difficulties, 0 to 40.';
comment on column oc2.sdq_reason is 'SDQ_REASON code: why there is no score.';
comment on column oc2.is_convicted is 'CONVICTED: 1 or 0.';
comment on column oc2.had_health_check is 'HEALTH_CHECK: 1 or 0.';
comment on column oc2.has_immunisations is 'IMMUNISATIONS: 1 or 0.';
comment on column oc2.had_teeth_check is 'TEETH_CHECK: 1 or 0.';
comment on column oc2.had_health_assessment is 'HEALTH_ASSESSMENT: 1 or 0.';
comment on column oc2.has_substance_misuse is 'SUBSTANCE_MISUSE: 1 or 0.';
comment on column oc2.received_intervention is 'INTERVENTION_RECEIVED: 1 or 0.';
comment on column oc2.was_offered_intervention is 'INTERVENTION_OFFERED: 1 or 0.';
comment on column oc2.broken is 'Rules of return_rule that the row broke as it was stated; empty when none.';
comment on column oc2.superseded_by is 'Files that state the same later: the same table of the year again, or a later year.';

create table care_leaver (
    source_id varchar not null,
    row_number bigint not null,
    child_key varchar not null,
    collection_year integer not null,
    authority_code varchar,
    birth_year integer,
    birth_month integer,
    in_touch varchar,
    activity varchar,
    accommodation varchar,
    broken varchar[],
    superseded_by varchar[]
);
comment on table care_leaver is 'OC3: care leavers. What says the same again is known by child_key, collection_year.';
comment on column care_leaver.source_id is 'The file, as in the table source of place.duckdb.';
comment on column care_leaver.row_number is 'Row of the table: in a CSV or sheet counted from 1 with the header, in XML the number of the record.';
comment on column care_leaver.child_key is 'Keyed hash of CHILD, 32 hexadecimal digits; CHILD itself is not kept.';
comment on column care_leaver.collection_year is 'Year of the return, ending 31 March.';
comment on column care_leaver.authority_code is 'The authority of the return; empty when not known.';
comment on column care_leaver.birth_year is 'Year of birth; the day is not kept.';
comment on column care_leaver.birth_month is 'Month of birth.';
comment on column care_leaver.in_touch is 'IN_TOUCH code.';
comment on column care_leaver.activity is 'ACTIV code.';
comment on column care_leaver.accommodation is 'ACCOM code.';
comment on column care_leaver.broken is 'Rules of return_rule that the row broke as it was stated; empty when none.';
comment on column care_leaver.superseded_by is 'Files that state the same later: the same table of the year again, or a later year.';

create table adoption (
    source_id varchar not null,
    row_number bigint not null,
    child_key varchar not null,
    collection_year integer not null,
    authority_code varchar,
    interest_date date,
    match_date date,
    by_foster_carer boolean,
    adopters integer,
    adopters_sex varchar,
    adopters_status varchar,
    broken varchar[],
    superseded_by varchar[]
);
comment on table adoption is 'AD1: adoptions. What says the same again is known by child_key.';
comment on column adoption.source_id is 'The file, as in the table source of place.duckdb.';
comment on column adoption.row_number is 'Row of the table: in a CSV or sheet counted from 1 with the header, in XML the number of the record.';
comment on column adoption.child_key is 'Keyed hash of CHILD, 32 hexadecimal digits; CHILD itself is not kept.';
comment on column adoption.collection_year is 'Year of the return, ending 31 March.';
comment on column adoption.authority_code is 'The authority of the return; empty when not known.';
comment on column adoption.interest_date is 'DATE_INT: day of the decision that adoption is in the child''s interest.';
comment on column adoption.match_date is 'DATE_MATCH: day of the match.';
comment on column adoption.by_foster_carer is 'FOSTER_CARE: 1 or 0.';
comment on column adoption.adopters is 'NB_ADOPTR: 1 or 2.';
comment on column adoption.adopters_sex is 'SEX_ADOPTR code.';
comment on column adoption.adopters_status is 'LS_ADOPTR code.';
comment on column adoption.broken is 'Rules of return_rule that the row broke as it was stated; empty when none.';
comment on column adoption.superseded_by is 'Files that state the same later: the same table of the year again, or a later year.';

create table placed_adoption (
    source_id varchar not null,
    row_number bigint not null,
    child_key varchar not null,
    collection_year integer not null,
    authority_code varchar,
    decided_on date,
    reversed_on date,
    reason_reversed varchar,
    broken varchar[],
    superseded_by varchar[]
);
comment on table placed_adoption is 'PlacedAdoption: decisions that a child should be placed for adoption. What says the same again is known by child_key, decided_on.';
comment on column placed_adoption.source_id is 'The file, as in the table source of place.duckdb.';
comment on column placed_adoption.row_number is 'Row of the table: in a CSV or sheet counted from 1 with the header, in XML the number of the record.';
comment on column placed_adoption.child_key is 'Keyed hash of CHILD, 32 hexadecimal digits; CHILD itself is not kept.';
comment on column placed_adoption.collection_year is 'Year of the return, ending 31 March.';
comment on column placed_adoption.authority_code is 'The authority of the return; empty when not known.';
comment on column placed_adoption.decided_on is 'DATE_PLACED.';
comment on column placed_adoption.reversed_on is 'DATE_PLACED_CEASED; empty where the decision stands.';
comment on column placed_adoption.reason_reversed is 'REASON_PLACED_CEASED code.';
comment on column placed_adoption.broken is 'Rules of return_rule that the row broke as it was stated; empty when none.';
comment on column placed_adoption.superseded_by is 'Files that state the same later: the same table of the year again, or a later year.';

create table prev_perm (
    source_id varchar not null,
    row_number bigint not null,
    child_key varchar not null,
    collection_year integer not null,
    authority_code varchar,
    previous_permanence varchar,
    ordered_on date,
    broken varchar[],
    superseded_by varchar[]
);
comment on table prev_perm is 'PrevPerm: permanence before the child was looked after. What says the same again is known by child_key.';
comment on column prev_perm.source_id is 'The file, as in the table source of place.duckdb.';
comment on column prev_perm.row_number is 'Row of the table: in a CSV or sheet counted from 1 with the header, in XML the number of the record.';
comment on column prev_perm.child_key is 'Keyed hash of CHILD, 32 hexadecimal digits; CHILD itself is not kept.';
comment on column prev_perm.collection_year is 'Year of the return, ending 31 March.';
comment on column prev_perm.authority_code is 'The authority of the return; empty when not known.';
comment on column prev_perm.previous_permanence is 'PREV_PERM code.';
comment on column prev_perm.ordered_on is 'DATE_PERM; empty where no single day is stated.';
comment on column prev_perm.broken is 'Rules of return_rule that the row broke as it was stated; empty when none.';
comment on column prev_perm.superseded_by is 'Files that state the same later: the same table of the year again, or a later year.';

create table missing (
    source_id varchar not null,
    row_number bigint not null,
    child_key varchar not null,
    collection_year integer not null,
    authority_code varchar,
    kind varchar,
    missing_start date,
    missing_end date,
    broken varchar[],
    superseded_by varchar[]
);
comment on table missing is 'Missing: times when a child was missing or away from placement without authorisation. What says the same again is known by child_key, missing_start.';
comment on column missing.source_id is 'The file, as in the table source of place.duckdb.';
comment on column missing.row_number is 'Row of the table: in a CSV or sheet counted from 1 with the header, in XML the number of the record.';
comment on column missing.child_key is 'Keyed hash of CHILD, 32 hexadecimal digits; CHILD itself is not kept.';
comment on column missing.collection_year is 'Year of the return, ending 31 March.';
comment on column missing.authority_code is 'The authority of the return; empty when not known.';
comment on column missing.kind is 'MISSING code.';
comment on column missing.missing_start is 'MIS_START.';
comment on column missing.missing_end is 'MIS_END; empty while it lasts.';
comment on column missing.broken is 'Rules of return_rule that the row broke as it was stated; empty when none.';
comment on column missing.superseded_by is 'Files that state the same later: the same table of the year again, or a later year.';

create table sw_episode (
    source_id varchar not null,
    row_number bigint not null,
    child_key varchar not null,
    collection_year integer not null,
    authority_code varchar,
    worker_key varchar,
    worker_start date,
    worker_end date,
    reason varchar,
    broken varchar[],
    superseded_by varchar[]
);
comment on table sw_episode is 'SWEpisodes: which social worker a child had. What says the same again is known by child_key, worker_start.';
comment on column sw_episode.source_id is 'The file, as in the table source of place.duckdb.';
comment on column sw_episode.row_number is 'Row of the table: in a CSV or sheet counted from 1 with the header, in XML the number of the record.';
comment on column sw_episode.child_key is 'Keyed hash of CHILD, 32 hexadecimal digits; CHILD itself is not kept.';
comment on column sw_episode.collection_year is 'Year of the return, ending 31 March.';
comment on column sw_episode.authority_code is 'The authority of the return; empty when not known.';
comment on column sw_episode.worker_key is 'Keyed hash of SW_ID.';
comment on column sw_episode.worker_start is 'SW_DECOM.';
comment on column sw_episode.worker_end is 'SW_DEC; empty while it lasts.';
comment on column sw_episode.reason is 'SW_REASON code.';
comment on column sw_episode.broken is 'Rules of return_rule that the row broke as it was stated; empty when none.';
comment on column sw_episode.superseded_by is 'Files that state the same later: the same table of the year again, or a later year.';

create table dolo (
    source_id varchar not null,
    row_number bigint not null,
    child_key varchar not null,
    collection_year integer not null,
    authority_code varchar,
    dolo_start date,
    dolo_end date,
    broken varchar[],
    superseded_by varchar[]
);
comment on table dolo is 'DoLo: deprivation of liberty orders. What says the same again is known by child_key, dolo_start.';
comment on column dolo.source_id is 'The file, as in the table source of place.duckdb.';
comment on column dolo.row_number is 'Row of the table: in a CSV or sheet counted from 1 with the header, in XML the number of the record.';
comment on column dolo.child_key is 'Keyed hash of CHILD, 32 hexadecimal digits; CHILD itself is not kept.';
comment on column dolo.collection_year is 'Year of the return, ending 31 March.';
comment on column dolo.authority_code is 'The authority of the return; empty when not known.';
comment on column dolo.dolo_start is 'DOLO_START.';
comment on column dolo.dolo_end is 'DOLO_END; empty while it lasts.';
comment on column dolo.broken is 'Rules of return_rule that the row broke as it was stated; empty when none.';
comment on column dolo.superseded_by is 'Files that state the same later: the same table of the year again, or a later year.';

-- What all tables of returns share, for the rules that speak of any of them.
create view return_row as
select
    'AD1' as table_name,
    source_id,
    row_number,
    child_key,
    collection_year,
    authority_code,
    broken,
    superseded_by
from adoption
union all
select
    'DoLo' as table_name,
    source_id,
    row_number,
    child_key,
    collection_year,
    authority_code,
    broken,
    superseded_by
from dolo
union all
select
    'Episodes' as table_name,
    source_id,
    row_number,
    child_key,
    collection_year,
    authority_code,
    broken,
    superseded_by
from episode
union all
select
    'Header' as table_name,
    source_id,
    row_number,
    child_key,
    collection_year,
    authority_code,
    broken,
    superseded_by
from child
union all
select
    'Missing' as table_name,
    source_id,
    row_number,
    child_key,
    collection_year,
    authority_code,
    broken,
    superseded_by
from missing
union all
select
    'OC2' as table_name,
    source_id,
    row_number,
    child_key,
    collection_year,
    authority_code,
    broken,
    superseded_by
from oc2
union all
select
    'OC3' as table_name,
    source_id,
    row_number,
    child_key,
    collection_year,
    authority_code,
    broken,
    superseded_by
from care_leaver
union all
select
    'PlacedAdoption' as table_name,
    source_id,
    row_number,
    child_key,
    collection_year,
    authority_code,
    broken,
    superseded_by
from placed_adoption
union all
select
    'PrevPerm' as table_name,
    source_id,
    row_number,
    child_key,
    collection_year,
    authority_code,
    broken,
    superseded_by
from prev_perm
union all
select
    'Reviews' as table_name,
    source_id,
    row_number,
    child_key,
    collection_year,
    authority_code,
    broken,
    superseded_by
from review
union all
select
    'SWEpisodes' as table_name,
    source_id,
    row_number,
    child_key,
    collection_year,
    authority_code,
    broken,
    superseded_by
from sw_episode
union all
select
    'UASC' as table_name,
    source_id,
    row_number,
    child_key,
    collection_year,
    authority_code,
    broken,
    superseded_by
from uasc;
comment on view return_row is 'Every row of every table of a return, with what all tables share.';
comment on column return_row.table_name is 'Table of the return, as the department calls it.';
comment on column return_row.source_id is 'The file.';
comment on column return_row.row_number is 'Row of the table.';
comment on column return_row.child_key is 'Keyed hash of CHILD.';
comment on column return_row.collection_year is 'Year of the return, ending 31 March.';
comment on column return_row.authority_code is 'The authority of the return; empty when not known.';
comment on column return_row.broken is 'Rules that the row broke as it was stated.';
comment on column return_row.superseded_by is 'Files that state the same later.';

create table return_code (
    column_name varchar not null,
    code varchar not null,
    code_name varchar not null,
    group_code varchar,
    first_year integer,
    last_year integer,
    primary key (column_name, code)
);
comment on table return_code is 'The codes of the return and the years in which they may be used (schema_cohort_returns.return_code.csv).';
comment on column return_code.column_name is 'Column of the return.';
comment on column return_code.code is 'The code.';
comment on column return_code.code_name is 'What it means.';
comment on column return_code.group_code is 'Group of care_group that it belongs to, where its column has groups.';
comment on column return_code.first_year is 'First collection year in which it may be used; empty when not known.';
comment on column return_code.last_year is 'Last collection year in which it may be used; empty while it may.';

create table return_rule (
    rule_code varchar primary key,
    severity varchar not null check (severity in ('error', 'warning', 'note')),
    table_name varchar,
    column_name varchar,
    is_of_dfe boolean not null,
    rule_name varchar not null,
    bears_on varchar
);
comment on table return_rule is 'What is asked of a return before its figures are believed (schema_cohort_returns.return_rule.csv).';
comment on column return_rule.rule_code is 'The department''s number where there is one.';
comment on column return_rule.severity is 'As in the table finding.';
comment on column return_rule.table_name is 'Table of the return; empty where several have it.';
comment on column return_rule.column_name is 'Column of the return; empty where the rule is about rows.';
comment on column return_rule.is_of_dfe is 'True where the department checks the same; false where only this project does.';
comment on column return_rule.rule_name is 'What is wrong, in words.';
comment on column return_rule.bears_on is 'Figures of the Placements page that it bears on, parted by blanks (measures/care_rules.py); empty when none.';

create table district (
    district_code varchar primary key,
    authority_code varchar not null
);
comment on table district is 'Lower-tier districts and the county that looks after their children (schema_cohort_returns.district.csv, ONS, April 2023).';
comment on column district.district_code is 'ONS code of the district.';
comment on column district.authority_code is 'ONS code of the county.';

create table care_group (
    breakdown varchar not null,
    group_code varchar not null,
    group_name varchar not null,
    place integer not null,
    primary key (breakdown, group_code)
);
comment on table care_group is 'The groups that children looked after are told apart by.';
comment on column care_group.breakdown is 'What tells them apart; Total is the group of everybody.';
comment on column care_group.group_code is 'Code of the group; Unknown is a group of its own.';
comment on column care_group.group_name is 'Name of the group.';
comment on column care_group.place is 'Order within the breakdown.';

insert into care_group
values
('Total', 'Total', 'all children', 1),
('sex', 'M', 'boys', 1),
('sex', 'F', 'girls', 2),
('sex', 'U', 'sex not known', 3),
('age', 'Under1', 'under 1', 1),
('age', '1to4', '1 to 4', 2),
('age', '5to9', '5 to 9', 3),
('age', '10to15', '10 to 15', 4),
('age', '16plus', '16 and over', 5),
('age', 'Unknown', 'age not known', 6),
('ethnicity', 'White', 'White', 1),
('ethnicity', 'Mixed', 'Mixed', 2),
('ethnicity', 'Asian', 'Asian', 3),
('ethnicity', 'Black', 'Black', 4),
('ethnicity', 'Other', 'other ethnic group', 5),
('ethnicity', 'Unknown', 'ethnic group not known', 6),
('placement_type', 'Foster', 'foster carers', 1),
('placement_type', 'Adoption', 'placed for adoption', 2),
('placement_type', 'Parents', 'with parents', 3),
('placement_type', 'ChildrensHome', 'children''s homes', 4),
('placement_type', 'Secure', 'secure homes and custody', 5),
('placement_type', 'Supported', 'supported or independent living', 6),
('placement_type', 'School', 'residential schools', 7),
('placement_type', 'OtherResidential', 'other residential settings', 8),
('placement_type', 'Temporary', 'temporary placements', 9),
('placement_type', 'Other', 'other placements', 10),
('placement_type', 'Unknown', 'placement not known', 11),
('placement_provider', 'PR0', 'parents', 1),
('placement_provider', 'PR1', 'own provision', 2),
('placement_provider', 'PR2', 'other local authority', 3),
('placement_provider', 'PR3', 'other public provision', 4),
('placement_provider', 'PR4', 'private provision', 5),
('placement_provider', 'PR5', 'voluntary provision', 6),
('placement_provider', 'Unknown', 'provider not stated', 7),
('need', 'N1', 'abuse or neglect', 1),
('need', 'N2', 'child''s disability', 2),
('need', 'N3', 'parental illness or disability', 3),
('need', 'N4', 'family in acute stress', 4),
('need', 'N5', 'family dysfunction', 5),
('need', 'N6', 'socially unacceptable behaviour', 6),
('need', 'N7', 'low income', 7),
('need', 'N8', 'absent parenting', 8),
('need', 'Unknown', 'need not known', 9),
('legal_status', 'CareOrder', 'care order', 1),
('legal_status', 'PlacementOrder', 'placement or freeing order', 2),
('legal_status', 'Section20', 'accommodated under section 20', 3),
('legal_status', 'YouthJustice', 'youth justice', 4),
('legal_status', 'Protection', 'child protection', 5),
('legal_status', 'Unknown', 'legal status not known', 6),
('distance', 'UpTo20', '20 miles or less', 1),
('distance', 'Over20', 'more than 20 miles', 2),
('distance', 'Unknown', 'not known', 3);

-- A hash under the key of the session, HMAC-SHA-256 (RFC 2104): the variables are the key, filled to 64 bytes and crossed with the two pads.
create macro keyed(identifier) as
left(sha256(getvariable('outer_pad') || unhex(sha256(getvariable('inner_pad') || encode(identifier)))), 32);

-- A day as the return writes it, or as a workbook or database does; empty when it is none, or none of our time.
create macro stated_day(cell) as
case
    when
        try_strptime(cell, ['%d/%m/%Y', '%Y-%m-%d', '%Y-%m-%d %H:%M:%S', '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%dT%H:%M:%S'])
        between timestamp '1900-01-01' and timestamp '2100-01-01'
        then
            try_strptime(
                cell, ['%d/%m/%Y', '%Y-%m-%d', '%Y-%m-%d %H:%M:%S', '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%Y-%m-%dT%H:%M:%S']
            )::date
end;

-- The year of the return, ending 31 March, in which a day lies.
create macro return_year(day) as year(day) + if(month(day) >= 4, 1, 0);

-- 1 and 0 as true and false; empty for anything else.
create macro stated_flag(cell) as case cell when '1' then true when '0' then false end;

-- The rules of a list that are named; empty when none is.
create macro named_rules(rules) as nullif(list_filter(rules, lambda rule: rule is not null), []);

-- Whether a code may be used in a year.
create macro is_of_year(first_year, last_year, given_year) as
given_year between coalesce(first_year, given_year) and coalesce(last_year, given_year);

-- Straight line between two points of the British National Grid (metres), in miles with one decimal; empty when a point is not known.
create macro miles_between(east, north, other_east, other_north) as
round(sqrt(power(east - other_east, 2) + power(north - other_north, 2)) / 1609.344, 1);

-- Age in completed years: exact on the last day of a month, because the month of birth is known and the day is not.
create macro age_on(birth_year, birth_month, day) as year(day) - birth_year - if(birth_month > month(day), 1, 0);

create macro age_group(age) as
case
    when age < 1 then 'Under1'
    when age < 5 then '1to4'
    when age < 10 then '5to9'
    when age < 16 then '10to15'
    when age >= 16 then '16plus'
    else 'Unknown'
end;

-- The years of an authority's returns in force and their files; a day or a period is answered only where all years that it touches are held.
create macro years_held(source_ids, authority) as table
    select
        collection_year,
        max(source_id) as source_id
    from return_file
    where
        table_name = 'episode'
        and source_id in source_ids
        and (superseded_by is null or not list_has_any(superseded_by, source_ids))
        and authority_code is not distinct from authority
    group by collection_year;

-- The periods asked for that are held, by their first and last days (the same day where a day is asked for), with the file of the last year.
create macro periods_held(source_ids, authority, first_days, last_days, names) as table
    select
        asked.first_day,
        asked.last_day,
        asked.time_period,
        max_by(held.source_id, held.collection_year) as source_id
    from (
        select
            unnest(first_days) as first_day,
            unnest(last_days) as last_day,
            unnest(names) as time_period
    ) as asked
    inner join years_held(source_ids, authority) as held
        on held.collection_year between return_year(asked.first_day) and return_year(asked.last_day)
    group by all
    having count(*) = return_year(asked.last_day) - return_year(asked.first_day) + 1;

-- Episodes of an authority that count: stated by files in force and by none later, no short breaks (V3, V4), no end before the start.
-- They last until the day before until_day: an open episode to the end of its return's year, because nothing is known beyond.
create macro care_episodes(source_ids, authority) as table
    select
        * exclude (authority_code, superseded_by, broken),
        least(coalesce(episode_end, date '9999-12-31'), make_date(collection_year, 4, 1)) as until_day
    from episode
    where
        source_id in source_ids
        and (superseded_by is null or not list_has_any(superseded_by, source_ids))
        and authority_code is not distinct from authority
        and (legal_status is null or legal_status not in ('V3', 'V4'))
        and (episode_end is null or episode_end >= episode_start);

-- One row a child: what the latest header in force says.
create macro care_children(source_ids, authority) as table
    select
        child_key,
        sex,
        birth_year,
        birth_month,
        ethnicity
    from child
    where
        source_id in source_ids
        and (superseded_by is null or not list_has_any(superseded_by, source_ids))
        and authority_code is not distinct from authority
    qualify row_number() over (partition by child_key order by collection_year desc, row_number desc) = 1;

-- The group of an episode or its child in a breakdown.
create macro care_group_of(breakdown, sex, age, ethnic_group, place_group, provider, need, status_group) as
case breakdown
    when 'Total' then 'Total'
    when 'sex' then coalesce(sex, 'U')
    when 'age' then age_group(age)
    when 'ethnicity' then coalesce(ethnic_group, 'Unknown')
    when 'placement_type' then coalesce(place_group, 'Unknown')
    when 'placement_provider' then coalesce(provider, 'Unknown')
    when 'need' then coalesce(need, 'Unknown')
    when 'legal_status' then coalesce(status_group, 'Unknown')
end;

-- One row a child, period held and area in which its home counts, with the child's group in the breakdown on the day concerned.
-- on: looked after on the last day, in the episode that lasts, the last begun where several do. started: a period of care began (RNE S), the
-- first in the period. ceased: one ended (any reason but X1), the last in the period. So a child counts once, as the department counts.
create macro care_cases(kind, source_ids, authority, lsoa_codes, home_codes, first_days, last_days, names, breakdown) as table
    with concerned as (
        select
            asked.time_period,
            asked.first_day,
            asked.last_day,
            case kind when 'on' then asked.last_day when 'started' then episode.episode_start else episode.episode_end end as on_day,
            episode.*
        from care_episodes(source_ids, authority) as episode
        inner join periods_held(source_ids, authority, first_days, last_days, names) as asked
            on
                episode.episode_start <= asked.last_day
                and episode.until_day >= asked.first_day
                and case kind
                    when 'on' then episode.until_day > asked.last_day
                    when 'started' then episode.reason_new_episode = 'S' and episode.episode_start >= asked.first_day
                    when 'ceased' then episode.reason_episode_ceased <> 'X1' and episode.episode_end between asked.first_day and asked.last_day
                end
        qualify
            row_number() over (
                partition by asked.time_period, episode.child_key
                order by
                    if(kind = 'started', episode.episode_start, null) asc,
                    if(kind = 'ceased', episode.episode_end, null) desc,
                    episode.episode_start desc, episode.collection_year desc, episode.row_number desc
            ) = 1
    ),

    at_home as (
        select
            *,
            unnest(['*', home_lsoa_code]) as home_key
        from concerned
    )

    select
        area.area_code,
        concerned.*,
        care_group_of(
            breakdown, person.sex, age_on(person.birth_year, person.birth_month, concerned.on_day), ethnic.group_code, place.group_code,
            concerned.placement_provider, concerned.category_of_need, status.group_code
        ) as group_code
    from at_home as concerned
    inner join care_areas(authority, lsoa_codes, home_codes) as area on concerned.home_key = area.home_key
    left join care_children(source_ids, authority) as person on concerned.child_key = person.child_key
    left join return_code as ethnic on person.ethnicity = ethnic.code and ethnic.column_name = 'ETHNIC'
    left join return_code as place on concerned.placement_type = place.code and place.column_name = 'PLACE'
    left join return_code as status on concerned.legal_status = status.code and status.column_name = 'LS';

-- The areas that count: the authority of the return (unknown where it is not known), wherever a home is (home_key *), and those named for the LSOA of a home.
create macro care_areas(authority, lsoa_codes, home_codes) as table
    select
        '*' as home_key,
        coalesce(authority, 'unknown') as area_code
    union all
    select
        unnest(lsoa_codes::varchar[]) as home_key,
        unnest(home_codes::varchar[]) as area_code;
