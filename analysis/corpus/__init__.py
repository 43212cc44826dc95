"""Annotated documents as one corpus: columns, index, subsets, store."""
