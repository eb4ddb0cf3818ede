"""Audit: who saw, took away, loaded or changed what, and whether that record holds."""

from components import audit_page

audit_page.show()
