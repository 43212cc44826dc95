"""One reader per kind of file: bytes in, blocks of text out."""
