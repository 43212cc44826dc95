"""One file a page: controls, table, chart, export; nothing that computes."""
