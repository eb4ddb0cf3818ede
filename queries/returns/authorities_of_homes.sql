-- grain: one row per authority (upper tier or unitary) in which homes of a table Episodes (the view stated) lie: how many children, most first
select
    coalesce(district.authority_code, postcode.authority_code) as authority_code,
    count(distinct stated.child) as children
from stated
inner join postcode_place as postcode on replace(stated.home_post, ' ', '') = postcode.postcode
left join district on postcode.authority_code = district.district_code
where postcode.authority_code is not null
group by all
order by children desc, authority_code asc
