-- grain: one row per provider and list; the last one loaded wins
insert into main.provider by name
select listed.*
from raw.provider as listed
inner join main.source as origin on listed.source_id = origin.source_id
qualify
    row_number() over (
        partition by listed.urn, listed.as_at order by origin.load_order desc
    ) = 1
order by listed.urn, listed.as_at
