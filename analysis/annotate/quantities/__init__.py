"""Every number of a document: what it is, its value, bound, unit and noun, its date and status."""
