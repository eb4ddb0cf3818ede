-- place.duckdb: what the children's plans say. Quoted from published documents, never computed with.

create table plan (
    plan_id varchar primary key,
    title varchar not null,
    short_title varchar not null,
    area_code varchar not null references area (area_code),
    partnership varchar not null,
    start_year integer not null,
    end_year integer not null,
    note varchar,
    source_id varchar not null references source (source_id)
);
comment on table plan is 'The children''s plans whose needs analyses this warehouse answers.';
comment on column plan.plan_id is 'Short name used in links.';
comment on column plan.title is 'Title of the plan.';
comment on column plan.short_title is 'Title for menus.';
comment on column plan.area_code is 'The authority as it was then.';
comment on column plan.partnership is 'Who made the plan.';
comment on column plan.start_year is 'First year of the plan.';
comment on column plan.end_year is 'Last year of the plan.';
comment on column plan.note is 'What a reader must know before using it.';
comment on column plan.source_id is 'Source of the row.';

create table plan_priority (
    plan_id varchar not null references plan (plan_id),
    priority_code varchar not null,
    priority_title varchar not null,
    position integer not null,
    source_id varchar not null references source (source_id),
    primary key (plan_id, priority_code)
);
comment on table plan_priority is 'The priorities of each plan, in its own order.';
comment on column plan_priority.plan_id is 'The plan.';
comment on column plan_priority.priority_code is 'Number or letter the plan gives.';
comment on column plan_priority.priority_title is 'What the plan calls it.';
comment on column plan_priority.position is 'Order in the plan, from 1.';
comment on column plan_priority.source_id is 'Source of the row.';

create table plan_indicator (
    plan_id varchar not null,
    priority_code varchar not null,
    outcome varchar not null,
    indicator_id varchar not null,
    indicator_name varchar not null,
    polarity varchar not null check (polarity in ('higher_is_better', 'lower_is_better', 'neutral')),
    unit varchar not null,
    source_type varchar not null,
    topic varchar not null,
    is_main boolean not null,
    position integer not null,
    source_id varchar not null references source (source_id),
    primary key (plan_id, priority_code, position),
    foreign key (plan_id, priority_code) references plan_priority (plan_id, priority_code)
);
comment on table plan_indicator is 'What each plan said it would measure, under which priority and outcome.';
comment on column plan_indicator.plan_id is 'The plan.';
comment on column plan_indicator.priority_code is 'The priority.';
comment on column plan_indicator.outcome is 'The outcome the plan wants.';
comment on column plan_indicator.indicator_id is 'Short name, shared between plans that measure the same.';
comment on column plan_indicator.indicator_name is 'What is measured.';
comment on column plan_indicator.polarity is 'Which way is better, in this plan.';
comment on column plan_indicator.unit is 'Unit of the measure.';
comment on column plan_indicator.source_type is 'Where the plan takes the figure from.';
comment on column plan_indicator.topic is 'Subject of the pages it belongs to.';
comment on column plan_indicator.is_main is 'True for a main indicator of the plan.';
comment on column plan_indicator.position is 'Order under the priority, from 1.';
comment on column plan_indicator.source_id is 'Source of the row.';

create table plan_fact (
    fact_id varchar primary key,
    plan_id varchar not null references plan (plan_id),
    section varchar not null,
    area_name varchar not null,
    area_kind varchar not null,
    topic varchar not null,
    measure varchar not null,
    group_name varchar,
    period varchar,
    value double,
    unit varchar,
    comparator_name varchar,
    comparator_value double,
    direction varchar,
    judgement varchar check (judgement in ('encouraging', 'concerning', 'neutral')),
    position integer not null,
    source_id varchar not null references source (source_id)
);
comment on table plan_fact is 'The statements of each plan''s needs analysis, as the plan made them.';
comment on column plan_fact.fact_id is 'Number of the fact.';
comment on column plan_fact.plan_id is 'The plan.';
comment on column plan_fact.section is 'Part of the document.';
comment on column plan_fact.area_name is 'Area as the document names it.';
comment on column plan_fact.area_kind is 'Kind of area as the document means it.';
comment on column plan_fact.topic is 'Subject.';
comment on column plan_fact.measure is 'What the statement is about.';
comment on column plan_fact.group_name is 'Which children.';
comment on column plan_fact.period is 'When, as written.';
comment on column plan_fact.value is 'Figure; empty when the document gives none.';
comment on column plan_fact.unit is 'Unit of the figure.';
comment on column plan_fact.comparator_name is 'What the document compares with.';
comment on column plan_fact.comparator_value is 'Figure of the comparator.';
comment on column plan_fact.direction is 'rising, falling, stable, above_comparator or below_comparator.';
comment on column plan_fact.judgement is 'encouraging, concerning or neutral, where the document judges.';
comment on column plan_fact.position is 'Order in the document, from 1.';
comment on column plan_fact.source_id is 'Source of the row.';

create table plan_contradiction (
    contradiction_id varchar primary key,
    plan_id varchar not null references plan (plan_id),
    kind varchar not null,
    statement varchar not null,
    reading varchar not null,
    fact_ids varchar not null,
    source_id varchar not null references source (source_id)
);
comment on table plan_contradiction is 'Where a plan contradicts itself, does not add up or can be read two ways.';
comment on column plan_contradiction.contradiction_id is 'Number of the finding.';
comment on column plan_contradiction.plan_id is 'The plan.';
comment on column plan_contradiction.kind is 'contradiction, does not add up, or unclear.';
comment on column plan_contradiction.statement is 'What stands against what.';
comment on column plan_contradiction.reading is 'How these pages treat it.';
comment on column plan_contradiction.fact_ids is 'The facts concerned, separated by blanks.';
comment on column plan_contradiction.source_id is 'Source of the row.';

create table priority_area (
    priority_area_id varchar primary key,
    plan_id varchar not null references plan (plan_id),
    area_name varchar not null,
    made_of varchar not null,
    authority_code varchar not null references area (area_code),
    why_named varchar not null,
    reading varchar,
    position integer not null,
    source_id varchar not null references source (source_id)
);
comment on table priority_area is 'Places a plan names for their needs.';
comment on column priority_area.priority_area_id is 'Short name used in links.';
comment on column priority_area.plan_id is 'The plan that names it.';
comment on column priority_area.area_name is 'Name in the plan.';
comment on column priority_area.made_of is 'What the plan says it consists of.';
comment on column priority_area.authority_code is 'The authority it lies in.';
comment on column priority_area.why_named is 'Why the plan names it.';
comment on column priority_area.reading is 'Our reading of its boundary, where the plan gives none.';
comment on column priority_area.position is 'Order in the plan, from 1.';
comment on column priority_area.source_id is 'Source of the row.';

create table priority_area_member (
    priority_area_id varchar not null references priority_area (priority_area_id),
    area_code varchar not null references area (area_code),
    source_id varchar not null references source (source_id),
    primary key (priority_area_id, area_code)
);
comment on table priority_area_member is 'Wards that make up a priority area on these pages.';
comment on column priority_area_member.priority_area_id is 'The priority area.';
comment on column priority_area_member.area_code is 'A ward in it.';
comment on column priority_area_member.source_id is 'Source of the row.';
