-- place.duckdb: open statistics about places. No record of a child is ever kept here.
-- Schema raw holds what each source said, source by source; schema main holds what is in force,
-- made from raw by queries/clean: official before modelled, newer release before older.

create schema raw;

-- Where every row comes from ------------------------------------------------------------------

create table source (
    source_id varchar primary key,
    file_name varchar not null,
    checksum varchar not null,
    kind varchar not null,
    publisher varchar not null,
    title varchar not null,
    release varchar not null,
    licence varchar not null,
    attribution varchar not null,
    nature varchar not null check (nature in ('official', 'modelled', 'plan', 'our reading', 'local')),
    method varchar,
    mapping varchar,
    rows_read bigint not null,
    rows_loaded bigint not null,
    rows_rejected bigint not null,
    load_order integer not null unique,
    release_order varchar not null default '',
    preference integer not null default 0,
    is_withdrawn boolean not null default false
);
comment on table source is 'One row a loaded file: what it is, who published it, under which licence, and how much of it was loaded.';
comment on column source.source_id is 'Kind and the first twelve digits of the checksum.';
comment on column source.file_name is 'Name of the file as it was given, with its place below the folder given.';
comment on column source.checksum is 'SHA-256 of the file, hexadecimal.';
comment on column source.kind is 'The importer that recognised the file by its content.';
comment on column source.publisher is 'Body that published the statistics.';
comment on column source.title is 'Title of the publication.';
comment on column source.release is 'Release or edition, as the publisher writes it.';
comment on column source.licence is 'Licence the publisher gives.';
comment on column source.attribution is 'Wording the licence asks for; shown wherever the figures are.';
comment on column source.nature is 'official: as published; modelled: generated; plan: quoted from a plan; our reading: decided by this project; local: from own records.';
comment on column source.method is 'How modelled figures were made; empty for official ones.';
comment on column source.mapping is 'Name and digest of the mapping that says what the columns mean; of a return how it was read; empty for other files.';
comment on column source.rows_read is 'Data rows in the file.';
comment on column source.rows_loaded is 'Data rows taken into the warehouse.';
comment on column source.rows_rejected is 'Data rows left out; the reasons are in source_note.';
comment on column source.load_order is 'Position in the history of this warehouse, from 1.';
comment on column source.release_order is 'Sorts the releases of a publication: the latest period in the file, else its edition or year; provisional before other.';
comment on column source.preference is 'Above 0 when somebody chose that this file wins over newer releases; the last choice is the greatest.';
comment on column source.is_withdrawn is 'True when the file was taken out: its rows stay in schema raw and count nowhere.';

create view source_in_force as
select
    source_id,
    nature,
    row_number() over (order by nature = 'official', preference, release_order, load_order) as standing
from source
where not is_withdrawn;
comment on view source_in_force is 'The files that count, the greater standing in force: official, then preferred, then newer release, then last loaded.';
comment on column source_in_force.source_id is 'The file.';
comment on column source_in_force.nature is 'As in source.';
comment on column source_in_force.standing is 'Of two files that speak of the same, the one with the greater number counts.';

create table source_note (
    source_id varchar not null references source (source_id),
    note_number integer not null,
    row_number bigint,
    column_name varchar,
    note varchar not null,
    rows_rejected bigint not null default 0,
    primary key (source_id, note_number)
);
comment on table source_note is 'What an importer mended, left out or wants known about a file.';
comment on column source_note.source_id is 'The file.';
comment on column source_note.note_number is 'Order of the note within the file, from 1.';
comment on column source_note.row_number is 'Row of the file, counted from 1 with the header; empty when the note is about the whole file.';
comment on column source_note.column_name is 'Column of the file; empty when the note is about whole rows.';
comment on column source_note.note is 'One sentence.';
comment on column source_note.rows_rejected is 'How many rows were left out for this reason; 0 where the note is no reason for leaving any out.';

-- Areas ---------------------------------------------------------------------------------------

-- source_id refers to source without saying so: a row that others refer to can be changed only in columns that refer to nothing.
create table area (
    area_code varchar primary key,
    area_name varchar not null,
    area_type varchar not null
    check (area_type in ('country', 'region', 'county', 'authority', 'district', 'ward', 'msoa', 'lsoa')),
    first_year integer not null,
    last_year integer not null,
    is_historic boolean not null,
    source_id varchar not null
);
comment on table area is 'Every area named by any source, present or former.';
comment on column area.area_code is 'ONS nine-character code.';
comment on column area.area_name is 'Name in the latest vintage held.';
comment on column area.area_type is 'country, region, county, authority (upper tier or unitary), district (lower tier), ward, msoa or lsoa.';
comment on column area.first_year is 'Earliest boundary year in which a source names the area.';
comment on column area.last_year is 'Latest boundary year in which a source names the area.';
comment on column area.is_historic is 'True when a successor is known: the area was abolished.';
comment on column area.source_id is 'Source of the name.';

create table area_lookup (
    child_code varchar not null references area (area_code),
    parent_code varchar not null references area (area_code),
    lookup_year integer not null,
    relation varchar not null check (relation in ('within', 'best_fit', 'successor')),
    source_id varchar not null references source (source_id),
    primary key (child_code, parent_code, lookup_year, relation)
);
comment on table area_lookup is 'Which area lies in which, and which replaced which, by year.';
comment on column area_lookup.child_code is 'The smaller or the earlier area.';
comment on column area_lookup.parent_code is 'The larger or the later area.';
comment on column area_lookup.lookup_year is 'Vintage of the lookup; for a successor the year of the change.';
comment on column area_lookup.relation is 'within: lies in; best_fit: whole LSOA assigned to a ward; successor: was replaced by, or carries on under a new code.';
comment on column area_lookup.source_id is 'Source of the relation.';

-- Some figures of a ward are published under another code than that of the outlines shown.
create view ward_other_code as
select
    lookup.child_code as published_code,
    lookup.parent_code as ward_code,
    lookup.lookup_year,
    'published for its former code ' || lookup.child_code as derivation
from area_lookup as lookup
inner join area as ward on lookup.child_code = ward.area_code and ward.area_type = 'ward'
where lookup.relation = 'successor'
union all
select
    any_value(lookup.parent_code) as published_code,
    lookup.child_code as ward_code,
    any_value(lookup.lookup_year) as lookup_year,
    'published for its later code ' || any_value(lookup.parent_code) as derivation
from area_lookup as lookup
inner join area as ward on lookup.child_code = ward.area_code and ward.area_type = 'ward'
where
    lookup.relation = 'successor'
    and not exists (
        select 1
        from area_lookup as sibling
        where sibling.relation = 'successor' and sibling.parent_code = lookup.parent_code and sibling.child_code <> lookup.child_code
    )
group by lookup.child_code
having count(distinct lookup.parent_code) = 1;
comment on view ward_other_code is 'Wards and the codes under which figures of theirs are found too: the former code, and the later one where a ward goes on as just one.';
comment on column ward_other_code.published_code is 'Code under which figures are published.';
comment on column ward_other_code.ward_code is 'The ward that they speak of too.';
comment on column ward_other_code.lookup_year is 'Vintage in which the later code began.';
comment on column ward_other_code.derivation is 'What is said of such figures.';

create table boundary (
    area_code varchar not null references area (area_code),
    boundary_year integer not null,
    outline blob not null,
    label_longitude double not null,
    label_latitude double not null,
    method varchar not null default 'published' check (method in ('published', 'joined from LSOAs')),
    was_mended boolean not null,
    source_id varchar not null references source (source_id),
    primary key (area_code, boundary_year)
);
comment on table boundary is 'Outlines, WGS84. One a vintage of an area.';
comment on column boundary.area_code is 'The area.';
comment on column boundary.boundary_year is 'Year of the boundary set.';
comment on column boundary.outline is 'Polygon or multipolygon, well-known binary, longitude and latitude in degrees.';
comment on column boundary.label_longitude is 'Longitude of a point inside the outline, degrees.';
comment on column boundary.label_latitude is 'Latitude of a point inside the outline, degrees.';
comment on column boundary.method is 'published, or joined from LSOAs by a best-fit lookup (approximate).';
comment on column boundary.was_mended is 'True when the published polygon was invalid and has been mended.';
comment on column boundary.source_id is 'Source of the outline, or of the lookup that joined it.';

create table area_centroid (
    area_code varchar primary key references area (area_code),
    easting double not null,
    northing double not null,
    source_id varchar not null references source (source_id)
);
comment on table area_centroid is 'Population-weighted centroids as published.';
comment on column area_centroid.area_code is 'The LSOA.';
comment on column area_centroid.easting is 'British National Grid easting, metres.';
comment on column area_centroid.northing is 'British National Grid northing, metres.';
comment on column area_centroid.source_id is 'Source of the centroid.';

create table rural_urban (
    area_code varchar not null references area (area_code),
    census_year integer not null,
    class_code varchar not null,
    class_name varchar not null,
    kind varchar not null check (kind in ('Rural', 'Urban')),
    source_id varchar not null references source (source_id),
    primary key (area_code, census_year)
);
comment on table rural_urban is 'Rural Urban Classification of LSOAs as published.';
comment on column rural_urban.area_code is 'The LSOA.';
comment on column rural_urban.census_year is 'Census whose LSOAs are classified: 2011 or 2021.';
comment on column rural_urban.class_code is 'Class as published, for example E1 or RSF1.';
comment on column rural_urban.class_name is 'The class in words.';
comment on column rural_urban.kind is 'Rural or Urban, which every class is one of.';
comment on column rural_urban.source_id is 'Source of the class.';

create table ward_set (
    authority_code varchar not null references area (area_code),
    ward_code varchar not null references area (area_code),
    ward_name varchar not null,
    boundary_year integer not null,
    has_outline boolean not null,
    is_current boolean not null,
    primary key (authority_code, ward_code, boundary_year)
);
comment on table ward_set is 'The wards of each authority, vintage by vintage.';
comment on column ward_set.authority_code is 'The authority or district.';
comment on column ward_set.ward_code is 'The ward.';
comment on column ward_set.ward_name is 'Name of the ward in that vintage.';
comment on column ward_set.boundary_year is 'Vintage of the ward boundaries.';
comment on column ward_set.has_outline is 'True when an outline of that vintage is held.';
comment on column ward_set.is_current is 'True for the vintage the pages show: the latest with outlines, else the latest.';

create table outline_layer (
    layer_id varchar primary key,
    authority_code varchar not null references area (area_code),
    area_type varchar not null,
    boundary_year integer not null,
    method varchar not null,
    west double not null,
    south double not null,
    east double not null,
    north double not null,
    geojson varchar not null
);
comment on table outline_layer is 'Outlines of one authority''s areas, ready for a screen: simplified together so that neighbours keep meeting, rounded.';
comment on column outline_layer.layer_id is 'Area type, authority, year and a digest of the geometry.';
comment on column outline_layer.authority_code is 'The authority drawn.';
comment on column outline_layer.area_type is 'ward or lsoa.';
comment on column outline_layer.boundary_year is 'Vintage of the outlines.';
comment on column outline_layer.method is 'published, or joined from LSOAs.';
comment on column outline_layer.west is 'Least longitude, degrees.';
comment on column outline_layer.south is 'Least latitude, degrees.';
comment on column outline_layer.east is 'Greatest longitude, degrees.';
comment on column outline_layer.north is 'Greatest latitude, degrees.';
comment on column outline_layer.geojson is 'FeatureCollection; properties i (position by area code), code and name. Holds no statistics.';

-- Statistics ----------------------------------------------------------------------------------

create table population (
    area_code varchar not null references area (area_code),
    time_period varchar not null,
    sex varchar not null check (sex in ('Female', 'Male', 'Persons')),
    age_from integer not null,
    age_to integer not null,
    persons bigint not null,
    nature varchar not null,
    derivation varchar,
    source_id varchar not null references source (source_id),
    primary key (area_code, time_period, sex, age_from, age_to)
);
comment on table population is 'Residents at mid-year by area, sex and age; single years where age_from = age_to.';
comment on column population.area_code is 'The area.';
comment on column population.time_period is 'Year; 30 June of it.';
comment on column population.sex is 'Female, Male, or Persons where the source does not divide.';
comment on column population.age_from is 'Youngest age in completed years.';
comment on column population.age_to is 'Oldest age in completed years; 120 stands for no upper limit.';
comment on column population.persons is 'Number of residents.';
comment on column population.nature is 'official or modelled.';
comment on column population.derivation is 'How a row came about that no source states: sum of wards, or carried over from the ward''s earlier code.';
comment on column population.source_id is 'Source of the figure.';

-- Its key (measure, area_code, time_period, breakdown, group_code) and its areas are held by queries/clean and by warehouse/fitting.py:
-- indexes over a million rows would take 200 MB and a quarter of the time of a load.
create table observation (
    measure varchar not null,
    area_code varchar not null,
    time_period varchar not null,
    breakdown varchar not null,
    group_code varchar not null,
    group_name varchar not null,
    value double,
    symbol varchar check (symbol in ('c', 'x', 'z', 'low', 'u')),
    nature varchar not null,
    derivation varchar,
    remark varchar,
    source_id varchar not null references source (source_id),
    check (value is not null or symbol is not null)
);
comment on table observation is 'Every other published figure: one measure of one group in one area and period.';
comment on column observation.measure is 'What was counted, for example live_births or residents.';
comment on column observation.area_code is 'The area.';
comment on column observation.time_period is 'Period as the publisher writes it.';
comment on column observation.breakdown is 'What the groups divide by; Total when they do not.';
comment on column observation.group_code is 'The publisher''s code of the group.';
comment on column observation.group_name is 'The publisher''s name of the group.';
comment on column observation.value is 'The figure; empty when a symbol says why.';
comment on column observation.symbol is 'c confidential, x unavailable, z not applicable, low rounds to 0, u unreliable.';
comment on column observation.nature is 'official or modelled.';
comment on column observation.derivation is 'How a row came about that no source states.';
comment on column observation.remark is 'What the publisher adds to the figure: Provisional, Revised, Final, Outturn, or a note on its value.';
comment on column observation.source_id is 'Source of the figure.';

create table deprivation (
    area_code varchar not null references area (area_code),
    edition varchar not null,
    domain varchar not null,
    score double,
    national_rank integer check (national_rank >= 1),
    national_decile integer check (national_decile between 1 and 10),
    transformed_score double,
    source_id varchar not null references source (source_id),
    score_source_id varchar references source (source_id),
    rank_source_id varchar references source (source_id),
    decile_source_id varchar references source (source_id),
    transformed_source_id varchar references source (source_id),
    primary key (area_code, edition, domain)
);
comment on table deprivation is 'English indices of deprivation by LSOA, put together from the files that give them. Editions are never compared by rank.';
comment on column deprivation.area_code is 'The LSOA, of the edition''s own census.';
comment on column deprivation.edition is '2015, 2019 or 2025.';
comment on column deprivation.domain is 'imd, idaci, idaopi, a domain or a sub-domain of the index.';
comment on column deprivation.score is 'Score as published, higher = more deprived; income, employment, idaci, idaopi, adult_skills are rates 0 to 1.';
comment on column deprivation.national_rank is 'Rank in England, 1 = most deprived; empty when no file gives it.';
comment on column deprivation.national_decile is 'Tenth of England''s LSOAs, 1 = most deprived; empty when no file gives it.';
comment on column deprivation.transformed_score is 'Exponentially transformed score of a domain, 0 to 100, from which the index is weighted together; empty when no file gives it.';
comment on column deprivation.source_id is 'The last source that says anything of the row.';
comment on column deprivation.score_source_id is 'Source of the score.';
comment on column deprivation.rank_source_id is 'Source of the rank.';
comment on column deprivation.decile_source_id is 'Source of the decile.';
comment on column deprivation.transformed_source_id is 'Source of the transformed score.';

create table deprivation_edition (
    edition varchar primary key,
    lsoas_in_england integer not null,
    population_period varchar not null,
    census_year integer not null
);
comment on table deprivation_edition is 'The editions of the indices of deprivation.';
comment on column deprivation_edition.edition is '2015, 2019 or 2025.';
comment on column deprivation_edition.lsoas_in_england is 'How many LSOAs of England were ranked.';
comment on column deprivation_edition.population_period is 'Mid-year of the residents that the edition itself counts with.';
comment on column deprivation_edition.census_year is 'Census of the edition''s LSOAs: 2011 or 2021.';
insert into deprivation_edition values ('2015', 32844, '2012', 2011), ('2019', 32844, '2015', 2011), ('2025', 33755, '2022', 2021);

create table area_lsoa (
    area_code varchar not null references area (area_code),
    edition varchar not null,
    lsoa_code varchar not null references area (area_code),
    relation varchar not null check (relation in ('itself', 'best_fit', 'within')),
    lookup_year integer,
    primary key (area_code, edition, lsoa_code)
);
comment on table area_lsoa is 'Which LSOAs make up an area in an edition of the indices. An area some of whose LSOAs the edition does not have is left out.';
comment on column area_lsoa.area_code is 'The LSOA itself, a ward of the vintage shown, an authority or district, or, where all England is held, what is larger.';
comment on column area_lsoa.edition is 'Edition of the indices.';
comment on column area_lsoa.lsoa_code is 'An LSOA of that edition.';
comment on column area_lsoa.relation is 'itself; best_fit: whole LSOA assigned to a ward; within: lies in.';
comment on column area_lsoa.lookup_year is 'Vintage of the lookup; empty for the LSOA itself.';

-- The LSOAs of some areas with one index and the residents of an age band, each with its sources. scope_code: all areas together under
-- that code, an LSOA in several of them once, and only in editions that have them all. time_periods null: every edition.
create macro lsoas_with_index(area_codes, scope_code, time_periods, domain_name, oldest) as table
    with part as (
        select
            area_lsoa.*,
            count(distinct area_lsoa.area_code) over (partition by area_lsoa.edition) as areas
        from main.area_lsoa as area_lsoa
        where area_lsoa.area_code in area_codes and (time_periods is null or area_lsoa.edition in time_periods)  -- noqa: RF03
    )

    select distinct
        coalesce(scope_code, part.area_code) as area_code,
        part.edition,
        part.lsoa_code,
        edition.lsoas_in_england,
        edition.census_year,
        deprivation.score,
        deprivation.national_rank,
        deprivation.national_decile,
        deprivation.score_source_id,
        deprivation.rank_source_id,
        deprivation.decile_source_id,
        population.persons,
        population.nature as persons_nature,
        population.source_id as persons_source_id
    from part
    inner join main.deprivation_edition as edition on part.edition = edition.edition
    left join main.deprivation as deprivation
        on part.lsoa_code = deprivation.area_code and part.edition = deprivation.edition and deprivation.domain = domain_name
    left join main.population as population
        on
            part.lsoa_code = population.area_code
            and edition.population_period = population.time_period
            and population.sex = 'Persons'
            and population.age_from = 0
            and population.age_to = oldest
    where scope_code is null or part.areas = len(area_codes);

create table statistical_neighbour (
    area_code varchar not null references area (area_code),
    model varchar not null,
    neighbour_rank integer not null check (neighbour_rank between 1 and 10),
    neighbour_la_number varchar not null,
    neighbour_code varchar not null,
    neighbour_name varchar not null,
    closeness varchar not null,
    source_id varchar not null references source (source_id),
    primary key (area_code, model, neighbour_rank)
);
comment on table statistical_neighbour is 'The ten authorities most like each authority.';
comment on column statistical_neighbour.area_code is 'The authority.';
comment on column statistical_neighbour.model is 'Year of the model: 2025, or 2021.';
comment on column statistical_neighbour.neighbour_rank is '1 = closest.';
comment on column statistical_neighbour.neighbour_la_number is 'Three-digit number of the neighbour, as the model gives it.';
comment on column statistical_neighbour.neighbour_code is 'ONS code of the neighbour; figures of it are not always held.';
comment on column statistical_neighbour.neighbour_name is 'Name of the neighbour.';
comment on column statistical_neighbour.closeness is 'Extremely close, Very close, Close, Somewhat close or Not close.';
comment on column statistical_neighbour.source_id is 'Source of the model.';

create table measure_description (
    measure varchar primary key,
    title varchar not null,
    topic varchar,
    unit varchar,
    polarity varchar not null check (polarity in ('higher_is_better', 'lower_is_better', 'neutral')),
    decimals integer,
    definition varchar,
    source_id varchar not null references source (source_id)
);
comment on table measure_description is 'What a publisher''s own dictionary says of a measure.';
comment on column measure_description.measure is 'The measure, as in observation.';
comment on column measure_description.title is 'Title the publisher gives.';
comment on column measure_description.topic is 'Heading under which the publisher lists it.';
comment on column measure_description.unit is 'What one of it is, in words.';
comment on column measure_description.polarity is 'higher_is_better, lower_is_better, or neutral where the publisher passes no judgement.';
comment on column measure_description.decimals is 'Decimal places the publisher shows; empty where it does not say.';
comment on column measure_description.definition is 'What is counted, in the publisher''s words.';
comment on column measure_description.source_id is 'Source of the description.';

-- Inspections and providers -------------------------------------------------------------------

create table inspection_outcome (
    area_code varchar not null references area (area_code),
    inspection_date date not null,
    judgement_area varchar not null,
    judgement varchar check (judgement in ('Outstanding', 'Good', 'Requires improvement to be good', 'Inadequate')),
    framework varchar not null,
    inspection_type varchar,
    theme varchar,
    publication_date date,
    source_id varchar not null references source (source_id),
    primary key (area_code, inspection_date, judgement_area)
);
comment on table inspection_outcome is 'Ofsted''s inspections of and visits to authorities'' services for children, one row a judgement.';
comment on column inspection_outcome.area_code is 'The authority inspected.';
comment on column inspection_outcome.inspection_date is 'First day of the inspection or visit.';
comment on column inspection_outcome.judgement_area is 'What was judged, in Ofsted''s words; Visit for a visit that ends without judgement.';
comment on column inspection_outcome.judgement is 'Outstanding, Good, Requires improvement to be good, or Inadequate; empty for a visit.';
comment on column inspection_outcome.framework is 'Framework of the inspection: ILACS.';
comment on column inspection_outcome.inspection_type is 'Standard or short inspection, focused or monitoring visit; empty where the list does not say.';
comment on column inspection_outcome.theme is 'What a visit looked at.';
comment on column inspection_outcome.publication_date is 'Day the report was published.';
comment on column inspection_outcome.source_id is 'Source of the judgement.';

create table provider (
    urn varchar not null,
    as_at date not null,
    provision_type varchar not null,
    sector varchar,
    registration_status varchar not null,
    registration_date date,
    places integer check (places >= 0),
    is_short_break boolean not null,
    judgement varchar check (judgement in ('Outstanding', 'Good', 'Requires improvement to be good', 'Inadequate')),
    inspection_date date,
    area_code varchar not null references area (area_code),
    constituency_name varchar,
    source_id varchar not null references source (source_id),
    primary key (urn, as_at)
);
comment on table provider is 'Providers of social care for children, by authority. No name, address or point is ever kept: children live there.';
comment on column provider.urn is 'Ofsted''s unique reference number.';
comment on column provider.as_at is 'Day the list speaks of.';
comment on column provider.provision_type is 'Kind of provision, such as Children''s home or Independent Fostering Agency.';
comment on column provider.sector is 'Local Authority, Private, Voluntary, Health Authority or Academy.';
comment on column provider.registration_status is 'Active, Suspended, or as Ofsted writes it.';
comment on column provider.registration_date is 'Day of registration.';
comment on column provider.places is 'Places the provider is registered for; empty where the kind has none.';
comment on column provider.is_short_break is 'True for a children''s home that offers short breaks only.';
comment on column provider.judgement is 'Overall judgement of the latest full inspection; empty where there has been none.';
comment on column provider.inspection_date is 'Day of the latest full inspection.';
comment on column provider.area_code is 'The authority it lies in.';
comment on column provider.constituency_name is 'Parliamentary constituency it lies in, by name.';
comment on column provider.source_id is 'Source of the row.';

-- What a figure is told by, so that two versions of the warehouse can be compared ------------------

create view comparable_figure as
select
    'population' as held_as,
    '' as measure,
    '' as breakdown,
    sex || ' ' || age_from || ' ' || age_to as group_code,
    sex || ' aged ' || age_from || if(age_to = age_from, '', if(age_to >= 120, ' and over', ' to ' || age_to)) as group_name,
    area_code,
    time_period,
    persons::double as figure,
    null::varchar as symbol,
    nature,
    source_id
from population
union all
select
    'observation' as held_as,
    measure,
    breakdown,
    group_code,
    group_name,
    area_code,
    time_period,
    value as figure,
    symbol,
    nature,
    source_id
from observation
union all
select
    'deprivation' as held_as,
    domain as measure,
    '' as breakdown,
    '' as group_code,
    'rank in England' as group_name,
    area_code,
    edition as time_period,
    national_rank::double as figure,
    null::varchar as symbol,
    'official' as nature,
    source_id
from deprivation
union all
select
    'statistical_neighbour' as held_as,
    '' as measure,
    '' as breakdown,
    neighbour_rank::varchar as group_code,
    'neighbour ' || neighbour_rank as group_name,
    area_code,
    model as time_period,
    neighbour_la_number::double as figure,
    null::varchar as symbol,
    'official' as nature,
    source_id
from statistical_neighbour;
comment on view comparable_figure is 'Every figure in force, in one shape; held_as, measure, breakdown, group_code, area_code and time_period tell it from others.';
comment on column comparable_figure.held_as is 'The table that holds it.';
comment on column comparable_figure.measure is 'Measure or index; empty where the table has but one.';
comment on column comparable_figure.breakdown is 'What the group is a part of.';
comment on column comparable_figure.group_code is 'Code of the group: of the population, its sex and ages.';
comment on column comparable_figure.group_name is 'The group in words.';
comment on column comparable_figure.area_code is 'The area.';
comment on column comparable_figure.time_period is 'Period, edition or model.';
comment on column comparable_figure.figure is 'The figure; empty where a symbol stands for it.';
comment on column comparable_figure.symbol is 'Symbol in place of a figure.';
comment on column comparable_figure.nature is 'As in source.';
comment on column comparable_figure.source_id is 'Source of the row.';

-- What looks wrong ----------------------------------------------------------------------------

create table series_break (
    measure_pattern varchar not null,
    time_period varchar not null,
    reason varchar not null,
    primary key (measure_pattern, time_period)
);
comment on table series_break is 'Where a publisher declares that a series begins anew, so that no change is read across it.';
comment on column series_break.measure_pattern is 'Regular expression for the names of the measures.';
comment on column series_break.time_period is 'First period of the new series, as the publisher writes it.';
comment on column series_break.reason is 'Why, in a few words.';

-- A figure in words. What would be hidden on a page (docs/decisions/0007) is not written out in a finding either.
create macro figure_words(figure, area_type, nature) as
case
    when
        abs(figure) between 1 and 5
        and not (nature = 'official' and area_type in ('authority', 'district', 'county', 'region', 'country'))
        then '1 to 5'
    when figure = round(figure) then format('{:,}', figure::bigint)
    else format('{:,.1f}', figure)
end;
create macro period_words(period) as
if(len(period) = 6, period[1:4] || '/' || period[5:6], period);
-- What a percentage, rate or average is, told by the measure's name, or by title and unit that its publisher gives.
create macro is_relative(measure_name) as
regexp_matches(measure_name, '(?i)percent|(^|[._])(pt|pct|avg)_|rate|average|score|_per_|proportion|ratio')
or measure_name in (
    select measure
    from main.measure_description
    where regexp_matches(concat_ws(' ', title, unit), '(?i)%|per cent|percent|rate|average|score|per 1|per child|cost|ci 9|proportion|ratio|£')
);
-- A measure by the title its publisher gives, where one is known.
create macro group_words(measure_name, breakdown, group_name) as
'"' || coalesce(
    (
        select title
        from main.measure_description
        where measure = measure_name
    ),
    measure_name
) || '"' || if(breakdown = 'Total', '', ' (' || replace(group_name, '|', ', ') || ')');

create table finding (
    finding_number integer primary key,
    check_id varchar not null,
    severity varchar not null check (severity in ('error', 'warning', 'note')),
    measure varchar,
    area_code varchar,
    time_period varchar,
    sentence varchar not null,
    source_id varchar,
    rule_code varchar,
    table_name varchar,
    row_count integer,
    bears_on varchar
);
comment on table finding is 'What the checks of queries/checks found in the figures in force, and those of queries/returns in returns. Shown, never mended.';
comment on column finding.finding_number is 'Order of the findings, from 1: errors, warnings, notes.';
comment on column finding.check_id is 'Name of the file in queries/checks or queries/returns that found it.';
comment on column finding.severity is 'error: cannot be true; warning: worth a look; note: known and harmless, but good to know.';
comment on column finding.measure is 'What was counted; empty when the finding is about a whole file or area.';
comment on column finding.area_code is 'The area; empty when the finding is about many. May be unknown to the table area.';
comment on column finding.time_period is 'Period as the publisher writes it; empty when the finding is about many.';
comment on column finding.sentence is 'The finding in plain words, with figures and units; never a small number below authority level.';
comment on column finding.source_id is 'The file whose figures are in doubt; empty when several are.';
comment on column finding.rule_code is 'Of a return: the rule that is broken, by the department''s number where it has one; else empty.';
comment on column finding.table_name is 'Of a return: its table; else empty.';
comment on column finding.row_count is 'Of a return: how many rows break the rule; else empty.';
comment on column finding.bears_on is 'Of a return: the figures of the Placements page that it bears on, parted by blanks; else empty.';
