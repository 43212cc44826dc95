"""Everything that computes, one folder a stage: ingest, annotate, corpus, measures, tables."""
