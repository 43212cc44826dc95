"""Documents that repeat one another: the same bytes, the same text, nearly the same text."""
