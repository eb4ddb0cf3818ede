-- grain: one row per upper-tier authority of the United Kingdom: its name, and the grid reference (metres) of the middle of its postcodes
select
    authority_code,
    authority_name,
    easting,
    northing
from authority_point
order by authority_code
