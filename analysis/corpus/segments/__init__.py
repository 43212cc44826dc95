"""One segment: some documents of a corpus with all their layers, as batches and as plain arrays."""
