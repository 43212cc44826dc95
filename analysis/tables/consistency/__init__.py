"""Hints at figures that contradict each other; each with both sentences, never an error."""
