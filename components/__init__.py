"""Everything that draws: filters, figures, charts, maps, tables, downloads and words on the page."""
