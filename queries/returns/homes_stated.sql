-- grain: one row per postcode of a home that a table Episodes (the view stated) states and that has a grid reference
select distinct
    postcode.postcode,
    postcode.easting,
    postcode.northing
from stated
inner join postcode_place as postcode on replace(stated.home_post, ' ', '') = postcode.postcode
where postcode.easting is not null
