"""People's own priority areas: a store of their own beside the warehouse, what they are made of, and files to carry them in."""
