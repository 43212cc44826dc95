"""Loops over millions of numbers that are compiled: one pass where numpy needs several."""
