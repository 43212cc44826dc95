"""Everything people see: pages, charts, exports, wording."""
