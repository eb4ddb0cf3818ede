-- grain: one row; a number that changes with what findings say of areas
select bit_xor(hash(area_code, area_name, area_type, is_historic)) as area_words
from main.area
