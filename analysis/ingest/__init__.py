"""Bytes to Document: sniff, decode, read, find fields, remove residue, fold."""
