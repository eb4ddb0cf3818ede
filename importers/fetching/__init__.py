"""Fetch official files from their publishers' own addresses. The only code of the product that uses the network."""
