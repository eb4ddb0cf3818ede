"""Maps: outlines go to the browser once by address, values travel alone."""
