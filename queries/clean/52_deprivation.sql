-- grain: one row per LSOA, edition and domain; each figure from the newest release that gives it, then the last one loaded
insert into main.deprivation by name
select
    deprivation.area_code,
    deprivation.edition,
    deprivation.domain,
    arg_max(deprivation.score, origin.standing) filter (where deprivation.score is not null) as score,
    arg_max(deprivation.national_rank, origin.standing) filter (where deprivation.national_rank is not null) as national_rank,
    arg_max(deprivation.national_decile, origin.standing) filter (where deprivation.national_decile is not null) as national_decile,
    arg_max(deprivation.transformed_score, origin.standing) filter (where deprivation.transformed_score is not null) as transformed_score,
    arg_max(deprivation.source_id, origin.standing) as source_id,
    arg_max(deprivation.source_id, origin.standing) filter (where deprivation.score is not null) as score_source_id,
    arg_max(deprivation.source_id, origin.standing) filter (where deprivation.national_rank is not null) as rank_source_id,
    arg_max(deprivation.source_id, origin.standing) filter (where deprivation.national_decile is not null) as decile_source_id,
    arg_max(deprivation.source_id, origin.standing) filter (where deprivation.transformed_score is not null) as transformed_source_id
from raw.deprivation as deprivation
inner join main.source_in_force as origin on deprivation.source_id = origin.source_id
where deprivation.area_code in (select area.area_code from main.area as area)
group by deprivation.area_code, deprivation.edition, deprivation.domain
order by deprivation.area_code, deprivation.edition, deprivation.domain
