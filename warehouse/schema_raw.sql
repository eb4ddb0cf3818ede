-- Schema raw of place.duckdb: what each source said, untouched by any other source.
-- The columns are those of the table of the same name in schema main; what only main knows is left out.

create table raw.area (
    area_code varchar not null,
    area_name varchar not null,
    area_type varchar not null,
    boundary_year integer not null,
    source_id varchar not null
);
comment on table raw.area is 'Every naming of an area by a source.';
comment on column raw.area.boundary_year is 'Vintage in which the source names the area.';

create table raw.area_lookup as
select *
from main.area_lookup
where false;
comment on table raw.area_lookup is 'Every relation between areas stated by a source.';

create table raw.boundary as
select * exclude (method)
from main.boundary
where false;
comment on table raw.boundary is 'Every outline published by a source.';

create table raw.area_centroid as
select *
from main.area_centroid
where false;
comment on table raw.area_centroid is 'Every centroid published by a source.';

create table raw.rural_urban as
select *
from main.rural_urban
where false;
comment on table raw.rural_urban is 'Every rural or urban class published by a source.';

create table raw.population as
select * exclude (nature, derivation)
from main.population
where false;
comment on table raw.population is 'Every population figure of a source.';

create table raw.observation as
select * exclude (nature, derivation)
from main.observation
where false;
comment on table raw.observation is 'Every other figure of a source.';

create table raw.deprivation as
select * exclude (score_source_id, rank_source_id, decile_source_id, transformed_source_id)
from main.deprivation
where false;
comment on table raw.deprivation is 'Every deprivation rank, decile and score of a source.';

create table raw.statistical_neighbour as
select *
from main.statistical_neighbour
where false;
comment on table raw.statistical_neighbour is 'Every statistical neighbour of a source.';

create table raw.measure_description as
select *
from main.measure_description
where false;
comment on table raw.measure_description is 'Every description of a measure by a source.';

create table raw.inspection_outcome as
select *
from main.inspection_outcome
where false;
comment on table raw.inspection_outcome is 'Every judgement of an inspection listed by a source.';

create table raw.provider as
select *
from main.provider
where false;
comment on table raw.provider is 'Every provider listed by a source.';

create table raw.plan as
select *
from main.plan
where false;
comment on table raw.plan is 'Every plan of a source.';

create table raw.plan_priority as
select *
from main.plan_priority
where false;
comment on table raw.plan_priority is 'Every plan priority of a source.';

create table raw.plan_indicator as
select *
from main.plan_indicator
where false;
comment on table raw.plan_indicator is 'Every plan indicator of a source.';

create table raw.plan_fact as
select *
from main.plan_fact
where false;
comment on table raw.plan_fact is 'Every plan fact of a source.';

create table raw.plan_contradiction as
select *
from main.plan_contradiction
where false;
comment on table raw.plan_contradiction is 'Every contradiction of a source.';

create table raw.priority_area as
select *
from main.priority_area
where false;
comment on table raw.priority_area is 'Every priority area of a source.';

create table raw.priority_area_member as
select *
from main.priority_area_member
where false;
comment on table raw.priority_area_member is 'Every member of a priority area of a source.';
