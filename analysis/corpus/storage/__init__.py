"""A corpus as a folder: files, manifest, derived arrays, and the one who writes them."""
