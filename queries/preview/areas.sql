-- grain: one row per area type; areas and outlines that the former version does not have
with outline as (
    select
        this.area_code,
        this.boundary_year
    from main.boundary as this
    anti join former.main.boundary as former
        on this.area_code = former.area_code and this.boundary_year = former.boundary_year
),

new_area as (
    select this.area_code
    from main.area as this
    anti join former.main.area as former on this.area_code = former.area_code
)

select
    area.area_type,
    count(distinct new_area.area_code) as new_areas,
    count(distinct outline.area_code || outline.boundary_year) as new_outlines
from main.area as area
left join new_area on area.area_code = new_area.area_code
left join outline on area.area_code = outline.area_code
where new_area.area_code is not null or outline.area_code is not null
group by area.area_type
order by area.area_type
