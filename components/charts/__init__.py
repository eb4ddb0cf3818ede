"""Charts: for each a function that makes its data and one that makes its specification, built once."""
