-- grain: one row per kind of table, measure, breakdown, topic, period and kind of change; figures that differ from the former version.
-- jumps are figures that both versions have and that differ by more than $percent.
with compared as (
    select
        coalesce(this.held_as, former.held_as) as held_as,
        coalesce(this.measure, former.measure) as measure,
        coalesce(this.breakdown, former.breakdown) as breakdown,
        coalesce(this.group_code, former.group_code) as group_code,
        coalesce(this.area_code, former.area_code) as area_code,
        coalesce(this.time_period, former.time_period) as time_period,
        coalesce(this.source_id, former.source_id) as source_id,
        case
            when former.area_code is null then 'new'
            when this.area_code is null then 'gone'
            when former.nature = 'modelled' and this.nature = 'official' then 'official for modelled'
            when (this.figure is distinct from former.figure) or (this.symbol is distinct from former.symbol) then 'changed'
            when this.source_id <> former.source_id then 'confirmed'
        end as kind_of_change,
        coalesce(former.figure <> 0 and abs(this.figure / former.figure - 1) * 100 > $percent, false) as jumps
    from main.comparable_figure as this
    full outer join former.main.comparable_figure as former
        on
            this.held_as = former.held_as
            and this.measure = former.measure
            and this.breakdown = former.breakdown
            and this.group_code = former.group_code
            and this.area_code = former.area_code
            and this.time_period = former.time_period
)

select
    compared.held_as,
    compared.measure,
    compared.breakdown,
    if(starts_with(compared.breakdown, 'characteristic'), split_part(compared.group_code, '|', 1), '') as topic,
    compared.time_period,
    compared.kind_of_change,
    any_value(origin.title) as title,
    count(distinct compared.area_code) as areas,
    count(*) as figures,
    count(*) filter (where compared.jumps) as jumps
from compared
left join main.source as origin on compared.source_id = origin.source_id
where compared.kind_of_change is not null
group by compared.held_as, compared.measure, compared.breakdown, topic, compared.time_period, compared.kind_of_change
order by compared.held_as, compared.measure, compared.breakdown, topic, compared.time_period, compared.kind_of_change
