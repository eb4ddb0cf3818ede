-- grain: one row per row of a table SWEpisodes (the view stated), its child and its social worker hashed.
-- problem is why the row cannot be kept; broken are the rules it breaks though it is kept.
select
    $source_id as source_id,
    stated.row_number,
    keyed(stated.child) as child_key,
    $collection_year as collection_year,
    $authority_code as authority_code,
    keyed(stated.sw_id) as worker_key,
    stated_day(stated.sw_decom) as worker_start,
    stated_day(stated.sw_dec) as worker_end,
    known.code as reason,
    named_rules([
        if(stated_day(stated.sw_decom) is null, 'SW04STG1', null),
        if(stated_day(stated.sw_dec) is null and stated.sw_dec is not null, 'SW05STG1', null),
        if(known.code is null and stated.sw_reason is not null, 'SW13STG1', null),
        if(stated_day(stated.sw_dec) < stated_day(stated.sw_decom), 'SW18STG2', null)
    ]) as broken,
    if(stated.child is null, 'no_child', null) as problem
from stated
left join return_code as known on stated.sw_reason = known.code and known.column_name = 'SW_REASON'
