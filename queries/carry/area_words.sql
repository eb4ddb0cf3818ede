-- grain: one row; a number that changes with what findings say of areas
select coalesce(bit_xor(hash(area_code, area_name, area_type, is_historic)), 0) as area_words
from main.area
