"""Organisations of a document: how their names are built, and whom they stand for there."""
