-- grain: one row per LSOA, edition and domain; the last one loaded wins
insert into main.deprivation by name
select deprivation.*
from raw.deprivation as deprivation
inner join main.source as origin on deprivation.source_id = origin.source_id
qualify
    row_number() over (
        partition by deprivation.area_code, deprivation.edition, deprivation.domain order by origin.load_order desc
    ) = 1
order by deprivation.area_code, deprivation.edition, deprivation.domain
