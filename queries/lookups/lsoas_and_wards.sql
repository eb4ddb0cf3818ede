-- grain: one row per edition of the indices and LSOA in an authority or in a ward of it; the ward is empty where the lookup gives the LSOA none.
-- is_of_authority is false where only a ward has the LSOA, because the authority cannot be put together in that edition.
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
        lsoa_code,
        bool_or(is_of_authority) as is_of_authority
    from (
        select
            edition,
            lsoa_code,
            true as is_of_authority
        from main.area_lsoa
        where area_code = $authority_code
        union all
        select
            edition,
            lsoa_code,
            false as is_of_authority
        from own_ward
    ) as stated
    group by edition, lsoa_code
)

select
    own_lsoa.edition,
    own_lsoa.lsoa_code,
    area.area_name as lsoa_name,
    own_lsoa.is_of_authority,
    own_ward.ward_code,
    own_ward.ward_name
from own_lsoa
inner join main.area as area on own_lsoa.lsoa_code = area.area_code
left join own_ward on own_lsoa.edition = own_ward.edition and own_lsoa.lsoa_code = own_ward.lsoa_code
order by own_lsoa.edition, own_lsoa.lsoa_code
