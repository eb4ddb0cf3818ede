-- grain: one row per priority area and ward, all from the one source of greatest standing that speaks of the area
insert into main.priority_area_member by name
select stated.*
from raw.priority_area_member as stated
inner join main.source_in_force as origin on stated.source_id = origin.source_id
where
    stated.priority_area_id in (select known.priority_area_id from main.priority_area as known)
    and stated.area_code in (select area.area_code from main.area as area)
qualify origin.standing = max(origin.standing) over (partition by stated.priority_area_id)
order by stated.priority_area_id, stated.area_code
