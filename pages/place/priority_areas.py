"""Priority areas: those of the plans and people's own, made, edited, archived and carried in files."""

from components import priority_areas as parts
from components.frame import selection
from components.priority_files import show_files
from components.priority_form import show_form
from components.priority_list import show_list

chosen = selection()
parts.lead(chosen)
area_id = show_list(chosen)
if area_id:
    parts.show_area(chosen, area_id)
show_form(chosen)
show_files(chosen)
parts.show_archived(chosen)
