"""Bytes to text: which encoding they are in, and what earlier misreadings did to them."""
