-- grain: one row per row of a table Episodes (the view stated): child hashed, home and placement placed and measured, codes and days checked.
-- problem is why the row cannot be kept; broken are the rules it breaks though it is kept. Postcodes are in no row that is handed out.
with dated as (
    select
        stated.row_number,
        keyed(stated.child) as child_key,
        stated_day(stated.decom) as episode_start,
        stated_day(stated.dec) as episode_end,
        stated.dec is not null as has_end,
        stated.rne,
        stated.ls,
        stated.cin,
        stated.place,
        stated.place_provider,
        stated.rec,
        stated.reason_place_change,
        stated.urn,
        replace(stated.home_post, ' ', '') as home_post,
        replace(stated.pl_post, ' ', '') as pl_post,
        nullif(try_cast(stated.pl_distance as double), 999.9) as stated_miles,
        case stated.pl_location when 'OUT' then true when 'IN' then false end as stated_outside,
        make_date($collection_year - 1, 4, 1) as first_day,
        make_date($collection_year, 3, 31) as last_day
    from stated
),

placed as (
    select
        dated.*,
        home.lsoa_code as home_lsoa_code,
        home_at.authority_code as home_laua,
        placed_at.authority_code as placement_laua,
        home_at.easting is not null as is_home_found,
        placed_at.easting is not null as is_placement_found,
        miles_between(home_at.easting, home_at.northing, placed_at.easting, placed_at.northing) as computed_miles
    from dated
    left join postcode_place as home_at on dated.home_post = home_at.postcode
    left join postcode_place as placed_at on dated.pl_post = placed_at.postcode
    left join known_home as home on dated.home_post = home.postcode
),

coded as (
    select
        placed.*,
        coalesce(home_county.authority_code, placed.home_laua) as home_authority_code,
        coalesce(placement_county.authority_code, placed.placement_laua) as placement_authority_code,
        placement_authority_code <> $authority_code as computed_outside,
        rne.code as known_rne,
        ls.code as known_ls,
        cin.code as known_cin,
        place_code.code as known_place,
        provider_code.code as known_provider,
        rec.code as known_rec,
        reason_code.code as known_reason,
        place_code.code is not null and is_of_year(place_code.first_year, place_code.last_year, $collection_year) as is_place_of_year,
        placed.ls in ('V3', 'V4') as is_short_break
    from placed
    left join district as home_county on placed.home_laua = home_county.district_code
    left join district as placement_county on placed.placement_laua = placement_county.district_code
    left join return_code as rne on placed.rne = rne.code and rne.column_name = 'RNE'
    left join return_code as ls on placed.ls = ls.code and ls.column_name = 'LS'
    left join return_code as cin on placed.cin = cin.code and cin.column_name = 'CIN'
    left join return_code as place_code on placed.place = place_code.code and place_code.column_name = 'PLACE'
    left join return_code as provider_code on placed.place_provider = provider_code.code and provider_code.column_name = 'PLACE_PROVIDER'
    left join return_code as rec on placed.rec = rec.code and rec.column_name = 'REC'
    left join return_code as reason_code
        on placed.reason_place_change = reason_code.code and reason_code.column_name = 'REASON_PLACE_CHANGE'
)

select
    $source_id as source_id,
    row_number,
    child_key,
    $collection_year as collection_year,
    $authority_code as authority_code,
    episode_start,
    episode_end,
    known_rne as reason_new_episode,
    known_ls as legal_status,
    known_cin as category_of_need,
    known_place as placement_type,
    known_provider as placement_provider,
    known_rec as reason_episode_ceased,
    known_reason as reason_placement_change,
    if(regexp_full_match(urn, 'SC\d{6}|\d{5,7}|X{7}'), urn, null) as provider_urn,
    home_lsoa_code,
    home_authority_code,
    placement_authority_code,
    computed_miles,
    stated_miles,
    coalesce(computed_miles, stated_miles) as distance_miles,
    computed_outside,
    stated_outside,
    coalesce(computed_outside, stated_outside) as outside_authority,
    named_rules([
        if(known_rne is null and rne is not null, '143', null),
        if(known_ls is null, '144', null),
        if(known_cin is null and cin is not null, '145', null),
        if(place is not null and not is_place_of_year, '146', null),
        if(episode_end is null and has_end, '147', null),
        if(has_end <> (rec is not null), '148', null),
        if(known_rec is null and rec is not null, '149', null),
        if(
            place_provider is not null
            and (known_provider is null or place in ('T0', 'T1', 'T2', 'T3', 'T4', 'Z1', 'Z11', 'Z12', 'Z13', 'Z14')),
            '178',
            null
        ),
        if(known_reason is null and reason_place_change is not null, '1009', null),
        if(episode_end = episode_start, '355', null),
        if(episode_end < episode_start, '356', null),
        if(episode_end > last_day, '385', null),
        if(not coalesce(is_short_break, false) and (home_post is null or pl_post is null), '392b', null),
        if(
            $has_postcodes and not coalesce(is_short_break, false)
            and ((home_post is not null and not is_home_found) or (pl_post is not null and not is_placement_found)),
            '392c',
            null
        ),
        if(home_post = pl_post and coalesce(place, '') <> 'P1' and not coalesce(is_short_break, false), '392d', null),
        if(computed_outside <> stated_outside, '411', null),
        if(computed_miles > 350, '454', null),
        if(episode_start > last_day, 'own-start', null),
        if(episode_end < first_day, 'own-early', null),
        if(abs(computed_miles - stated_miles) > 0.15, 'own-distance', null),
        if(is_home_found and home_lsoa_code is null, 'own-home', null)
    ]) as broken,
    case
        when child_key is null then 'no_child'
        when episode_start is null then 'decom'
    end as problem
from coded
