-- grain: one row per provider and list; newer release before older, then the last one loaded
insert into main.provider by name
select listed.*
from raw.provider as listed
inner join main.source_in_force as origin on listed.source_id = origin.source_id
where listed.area_code in (select area.area_code from main.area as area)
qualify
    row_number() over (
        partition by listed.urn, listed.as_at order by origin.standing desc
    ) = 1
order by listed.urn, listed.as_at
