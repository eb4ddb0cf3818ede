-- grain: one row per figure of an authority or a larger area that differs from the former version by more than $percent; the largest $most
select
    this.held_as,
    this.measure,
    this.breakdown,
    if(starts_with(this.breakdown, 'characteristic'), split_part(this.group_code, '|', 1), '') as topic,
    this.group_name,
    this.time_period,
    area.area_name,
    former.figure as former_figure,
    this.figure as new_figure,
    round((this.figure / former.figure - 1) * 100, 1) as change_percent,
    former.nature as former_nature,
    this.nature as new_nature,
    origin.title
from main.comparable_figure as this
inner join former.main.comparable_figure as former
    on
        this.held_as = former.held_as
        and this.measure = former.measure
        and this.breakdown = former.breakdown
        and this.group_code = former.group_code
        and this.area_code = former.area_code
        and this.time_period = former.time_period
inner join main.area as area on this.area_code = area.area_code
inner join main.source as origin on this.source_id = origin.source_id
where
    area.area_type in ('authority', 'district', 'county', 'region', 'country')
    and this.held_as in ('population', 'observation')
    and former.figure <> 0
    and abs(this.figure / former.figure - 1) * 100 > $percent
order by abs(this.figure / former.figure - 1) desc, this.measure asc, this.area_code asc, this.time_period asc, this.group_code asc
limit $most
