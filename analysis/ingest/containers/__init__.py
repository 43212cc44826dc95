"""Tables and lists: files that hold several documents, one in each row.

A row becomes a file of its own whose bytes are a record (``records``), so that all that follows
knows nothing of tables. Its place is its number among the records of its table.
"""
