-- grain: one row per kind of provision in an authority, by the list that speaks of the last day up to $day, or else of the first after it.
-- Active providers only, and no homes that offer short breaks alone. places: those registered, of all owners and for children of any authority.
select
    home.provision_type,
    home.as_at,
    count(*) as providers,
    coalesce(sum(home.places), 0)::bigint as places,
    max(home.source_id) as source_id
from main.provider as home
where
    home.area_code = $area_code
    and home.registration_status = 'Active'
    and not home.is_short_break
    and home.as_at = (
        select coalesce(max(listed.as_at) filter (where listed.as_at <= $day), min(listed.as_at))
        from main.provider as listed
    )
group by home.provision_type, home.as_at
order by home.provision_type
