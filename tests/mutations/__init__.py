"""Damaged copies of the publishers' own files: cut to some dozen rows, then changed in one seeded way each."""
