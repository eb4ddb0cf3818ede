-- grain: one row per provider and list; the last one loaded wins
insert into main.provider by name
select provider.*
from raw.provider as provider
inner join main.source as origin on provider.source_id = origin.source_id
qualify
    row_number() over (
        partition by provider.urn, provider.as_at order by origin.load_order desc
    ) = 1
order by provider.urn, provider.as_at
