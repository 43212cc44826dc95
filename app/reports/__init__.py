"""Whole reports as files."""
