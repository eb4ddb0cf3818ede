-- grain: one row per edition of the indices and LSOA in an authority or in a ward of it; the ward is empty where the lookup gives the LSOA none
with own_ward as (
    select
        member.edition,
        member.lsoa_code,
        ward.ward_code,
        ward.ward_name
    from main.ward_set as ward
    inner join main.area_lsoa as member on ward.ward_code = member.area_code
    where ward.authority_code = $authority_code and ward.is_current
),

own_lsoa as (
    select
        edition,
        lsoa_code
    from main.area_lsoa
    where area_code = $authority_code
    union
    select
        edition,
        lsoa_code
    from own_ward
)

select
    own_lsoa.edition,
    own_lsoa.lsoa_code,
    area.area_name as lsoa_name,
    own_ward.ward_code,
    own_ward.ward_name
from own_lsoa
inner join main.area as area on own_lsoa.lsoa_code = area.area_code
left join own_ward on own_lsoa.edition = own_ward.edition and own_lsoa.lsoa_code = own_ward.lsoa_code
order by own_lsoa.edition, own_lsoa.lsoa_code
