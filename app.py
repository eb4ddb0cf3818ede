"""The frame: style, navigation, shared filters, and the chosen page; nothing else."""

from components import frame

frame.run_app()
