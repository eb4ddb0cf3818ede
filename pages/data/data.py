"""Data: what is held, how new and how sound it is, what a file would change, what the words mean, where all comes from."""

from components import holdings, reference
from components.care_findings import show_care_findings
from components.findings import show_findings
from components.frame import selection
from components.upload import show_upload

chosen = selection()
holdings.lead(chosen)
holdings.show_holdings(chosen)
show_findings(chosen)
show_care_findings(chosen)
show_upload()
reference.show_dictionary()
reference.show_sources()
