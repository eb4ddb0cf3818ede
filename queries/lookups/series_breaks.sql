-- grain: one row per period in which a series of any of the given measures begins anew, and reason
select distinct
    declared.time_period,
    declared.reason
from main.series_break as declared
inner join (select unnest($measures) as measure) as wanted on regexp_matches(wanted.measure, declared.measure_pattern)
order by declared.time_period, declared.reason
