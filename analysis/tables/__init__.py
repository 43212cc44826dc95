"""A selection of the corpus in, one result table out, a module each."""
