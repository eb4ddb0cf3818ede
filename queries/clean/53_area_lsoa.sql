-- grain: one row per area, edition of the indices and LSOA of the edition that lies in the area.
-- Of several lookups one made for the LSOAs of the edition's census is taken before others, then the one that knows most of the edition's
-- LSOAs, then the one with fewest others, then the nearest in time.
-- An area to which that lookup gives an LSOA that the edition does not have is left out: it would lack a part.
with edition_lsoa as (
    select distinct
        edition,
        area_code as lsoa_code
    from main.deprivation
),

-- A ward under a new code is made of what its former code was made of; so is an authority that replaced others.
code_in_use as (
    select
        area_code as stated_code,
        area_code
    from main.area
    union
    select
        child_code as stated_code,
        parent_code as area_code
    from main.area_lookup
    where relation = 'successor'
),

-- The file of a lookup names its LSOAs as those of a census.
lookup_of_lsoa as (
    select distinct
        lookup.child_code as lsoa_code,
        lookup.parent_code,
        lookup.lookup_year,
        lookup.relation,
        lsoa.boundary_year as census_year
    from raw.area_lookup as lookup
    inner join main.source_in_force as origin on lookup.source_id = origin.source_id
    inner join main.area as known on lookup.child_code = known.area_code
    inner join raw.area as lsoa
        on lookup.child_code = lsoa.area_code and lookup.source_id = lsoa.source_id and lsoa.area_type = 'lsoa'
),

offered as (
    select distinct
        ward.authority_code as chooser,
        code_in_use.area_code,
        lookup.lookup_year,
        lookup.relation,
        lookup.census_year,
        lookup.lsoa_code,
        abs(lookup.lookup_year - ward.boundary_year) as years_apart
    from lookup_of_lsoa as lookup
    inner join code_in_use on lookup.parent_code = code_in_use.stated_code
    inner join main.ward_set as ward on code_in_use.area_code = ward.ward_code and ward.is_current
    where lookup.relation = 'best_fit'
    union all
    select distinct
        code_in_use.area_code as chooser,
        code_in_use.area_code,
        lookup.lookup_year,
        lookup.relation,
        lookup.census_year,
        lookup.lsoa_code,
        0 as years_apart
    from lookup_of_lsoa as lookup
    inner join code_in_use on lookup.parent_code = code_in_use.stated_code
    inner join main.area as parent
        on code_in_use.area_code = parent.area_code and parent.area_type in ('authority', 'district')
    where lookup.relation = 'within'
),

fitted as (
    select
        edition.edition,
        offered.*,
        offered.census_year = edition.census_year as is_of_census,
        edition_lsoa.lsoa_code is not null as is_of_edition
    from offered
    cross join main.deprivation_edition as edition
    left join edition_lsoa on offered.lsoa_code = edition_lsoa.lsoa_code and edition.edition = edition_lsoa.edition
),

chosen as (
    select
        edition,
        relation,
        chooser,
        lookup_year,
        census_year
    from fitted
    group by edition, relation, chooser, lookup_year, census_year
    having bool_or(is_of_edition)
    qualify
        row_number() over (
            partition by edition, relation, chooser
            order by
                bool_and(is_of_census) desc,
                count(*) filter (where is_of_edition) desc,
                count(*) filter (where not is_of_edition),
                min(years_apart),
                lookup_year desc
        ) = 1
),

whole as (
    select
        fitted.area_code,
        fitted.edition,
        fitted.lsoa_code,
        fitted.relation,
        fitted.lookup_year
    from fitted
    inner join chosen
        on
            fitted.edition = chosen.edition
            and fitted.relation = chosen.relation
            and fitted.chooser = chosen.chooser
            and fitted.lookup_year = chosen.lookup_year
            and fitted.census_year = chosen.census_year
    qualify bool_and(fitted.is_of_edition) over (partition by fitted.area_code, fitted.edition)
),

-- What lies above the authority is known to be whole only where every LSOA of England is held.
held_of_england as (
    select edition.edition
    from main.deprivation_edition as edition
    inner join edition_lsoa on edition.edition = edition_lsoa.edition
    group by edition.edition, edition.lsoas_in_england
    having count(*) = edition.lsoas_in_england
),

larger as (
    select distinct
        lookup.parent_code as area_code,
        whole.edition,
        whole.lsoa_code
    from whole
    inner join held_of_england on whole.edition = held_of_england.edition
    inner join main.area_lookup as lookup on whole.area_code = lookup.child_code and lookup.relation = 'within'
    inner join main.area as parent
        on lookup.parent_code = parent.area_code and parent.area_type in ('county', 'region')
    where whole.relation = 'within'
    union
    select
        country.area_code,
        edition_lsoa.edition,
        edition_lsoa.lsoa_code
    from edition_lsoa
    inner join held_of_england on edition_lsoa.edition = held_of_england.edition
    inner join main.area as country on country.area_code = 'E92000001'
)

insert into main.area_lsoa by name
select
    area_code,
    edition,
    lsoa_code,
    relation,
    lookup_year
from whole
union all
select
    area_code,
    edition,
    lsoa_code,
    'within' as relation,
    null as lookup_year
from larger
union all
select
    lsoa_code as area_code,
    edition,
    lsoa_code,
    'itself' as relation,
    null as lookup_year
from edition_lsoa
order by area_code, edition, lsoa_code
