-- grain: one row per row of a table OC2 (the view stated), its child hashed.
-- problem is why the row cannot be kept; broken are the rules it breaks though it is kept.
with scored as (
    select
        stated.*,
        if(regexp_full_match(stated.sdq_score, '\d{1,2}'), try_cast(stated.sdq_score as integer), null) as score
    from stated
)

select
    $source_id as source_id,
    scored.row_number,
    keyed(scored.child) as child_key,
    $collection_year as collection_year,
    $authority_code as authority_code,
    if(scored.score between 0 and 40, scored.score, null) as sdq_score,
    reason.code as sdq_reason,
    stated_flag(scored.convicted) as is_convicted,
    stated_flag(scored.health_check) as had_health_check,
    stated_flag(scored.immunisations) as has_immunisations,
    stated_flag(scored.teeth_check) as had_teeth_check,
    stated_flag(scored.health_assessment) as had_health_assessment,
    stated_flag(scored.substance_misuse) as has_substance_misuse,
    stated_flag(scored.intervention_received) as received_intervention,
    stated_flag(scored.intervention_offered) as was_offered_intervention,
    named_rules([
        if(scored.sdq_score is not null and not coalesce(scored.score between 0 and 40, false), '180', null),
        if(
            len(
                list_filter(
                    [
                        scored.convicted, scored.health_check, scored.immunisations, scored.teeth_check, scored.health_assessment,
                        scored.substance_misuse, scored.intervention_received, scored.intervention_offered
                    ],
                    lambda cell: cell not in ('0', '1')
                )
            ) > 0,
            '181',
            null
        ),
        if(reason.code is null and scored.sdq_reason is not null, '196', null)
    ]) as broken,
    if(scored.child is null, 'no_child', null) as problem
from scored
left join return_code as reason on scored.sdq_reason = reason.code and reason.column_name = 'SDQ_REASON'
