"""Reports: what they say as plain data (``collect``), and one writer a format.

``collect.collect(Request(…))`` reads a corpus and returns a ``content.Report``: headings,
paragraphs with numbered notes, tables, charts. The writers know nothing of a corpus; they write
the same content as Word, PowerPoint, Excel, one web page, or an archive of files.
"""
