"""Loaders of the data that people may edit; each checks what it reads."""
