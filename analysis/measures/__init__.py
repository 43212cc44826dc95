"""Formulas on numpy arrays, each with its source and a published test value."""
