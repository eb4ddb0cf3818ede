-- grain: one row per measure; newer release before older, then the last one loaded
insert into main.measure_description by name
select description.*
from raw.measure_description as description
inner join main.source_in_force as origin on description.source_id = origin.source_id
qualify
    row_number() over (
        partition by description.measure order by origin.standing desc
    ) = 1
order by description.measure
