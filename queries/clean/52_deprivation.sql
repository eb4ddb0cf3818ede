-- grain: one row per LSOA, edition and domain; newer release before older, then the last one loaded
insert into main.deprivation by name
select deprivation.*
from raw.deprivation as deprivation
inner join main.source_in_force as origin on deprivation.source_id = origin.source_id
where deprivation.area_code in (select area.area_code from main.area as area)
qualify
    row_number() over (
        partition by deprivation.area_code, deprivation.edition, deprivation.domain order by origin.standing desc
    ) = 1
order by deprivation.area_code, deprivation.edition, deprivation.domain
