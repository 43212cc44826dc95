"""Compound files and the binary Word files in them, byte by byte as the formats say."""

import struct

SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
CLX, CHPX, PAPX = 33, 12, 13


def ole(streams):
    """Return a compound file; ``streams`` maps names to bytes."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    n_directory = (len(padded) + 1 + 3) // 4
    lengths = [n_directory, *((len(data) + SECTOR - 1) // SECTOR for data in padded.values())]
    n_tables = sum(lengths) // 120 + 1
    chains, start = [], n_tables
    for n in lengths:
        chains.append(range(start, start + n))
        start += n
    table = [_TABLE] * n_tables + [_FREE] * (127 * n_tables)
    for chain in chains:
        for place, following in zip(chain, [*chain[1:], _END], strict=True):
            table[place] = following
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, (name, data) in enumerate(padded.items(), 1):
        following = number + 1 if number < len(padded) else _FREE
        entries.append(_entry(name, 2, chains[number][0], len(data), right=following))
    entries += [bytes(128)] * (4 * n_directory - len(entries))
    body = b"".join(data.ljust(-len(data) % SECTOR + len(data), b"\0") for data in padded.values())
    return _header(n_tables) + struct.pack(f"<{len(table)}I", *table) + b"".join(entries) + body


def _header(n_tables):
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH10xI", 0x3E, 3, 0xFFFE, 9, 6, n_tables)
    head += struct.pack("<7I", n_tables, 0, 4096, _END, 0, _END, 0)
    return head + struct.pack("<109I", *range(n_tables), *[_FREE] * (109 - n_tables))


def _entry(name, kind, start, size, *, right=_FREE, child=_FREE):
    written = f"{name}\0".encode("utf-16-le")
    data = written.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(written), kind, 1, _FREE, right, child
    )
    return data + bytes(36) + struct.pack("<IQ", start, size)


def word(*pieces, lengths=None, flags=0, version=0xC1, deleted=(), paragraphs=()):
    """Return the streams of a Word file.

    ``pieces``: texts, those of bytes compressed; ``deleted``: pairs of places in the main stream;
    ``paragraphs``: their end in the main stream with their formatting.
    """
    text = [piece if isinstance(piece, bytes) else piece.encode("utf-16-le") for piece in pieces]
    counts = [
        len(data) if isinstance(piece, bytes) else len(data) // 2
        for piece, data in zip(pieces, text, strict=True)
    ]
    main, starts = bytearray(2048), []
    for data in reversed(text):  # as after fast saves, the pieces lie in another order
        starts.insert(0, len(main))
        main += data
    main += bytes(-len(main) % SECTOR)
    ends = [sum(counts[:n]) for n in range(len(counts) + 1)]
    codes = [
        place * 2 | 1 << 30 if isinstance(piece, bytes) else place
        for piece, place in zip(pieces, starts, strict=True)
    ]
    plc = struct.pack(f"<{len(ends)}I", *ends) + b"".join(struct.pack("<2xI2x", c) for c in codes)
    clx = b"\x01" + struct.pack("<H", 4) + b"\0" * 4 + b"\x02" + struct.pack("<I", len(plc)) + plc
    table = bytearray(16)
    blocks = {CLX: clx}
    for number, page in ((CHPX, _page(deleted, 1)), (PAPX, _page(paragraphs, 13))):
        if page:
            blocks[number] = struct.pack("<III", 0, 1 << 30, len(main) // SECTOR)
            main += page
    pairs = [0] * (2 * 93)
    for number, block in blocks.items():
        pairs[2 * number : 2 * number + 2] = [len(table), len(block)]
        table += block
    longs = [0] * 22
    longs[3:11] = [*(lengths or [ends[-1]]), *[0] * 8][:8]
    head = struct.pack("<HH6xH20x", 0xA5EC, version, flags | 0x0200) + struct.pack("<H28xH", 14, 22)
    head += struct.pack("<22i", *longs) + struct.pack("<H186I", 93, *pairs)
    main[: len(head)] = head
    return {"WordDocument": bytes(main), "1Table": bytes(table)}


def _page(runs, step):
    """Return a page of formatting; ``runs`` are triples of start, end and properties."""
    if not runs:
        return b""
    block, low = bytearray(SECTOR), SECTOR - 1
    places = [start for start, _, _ in runs] + [runs[-1][1]]
    struct.pack_into(f"<{len(places)}I", block, 0, *places)
    for number, (_, _, properties) in enumerate(runs):
        if properties:
            data = bytes([len(properties)]) + properties if step == 1 else _paragraph(properties)
            low = (low - len(data)) // 2 * 2
            block[low : low + len(data)] = data
            block[4 * len(places) + number * step] = low // 2
    block[-1] = len(runs)
    return bytes(block)


def _paragraph(properties):
    data = b"\0\0" + properties
    return (
        b"\0" + bytes([len(data) // 2]) + data
        if len(data) % 2 == 0
        else bytes([(len(data) + 1) // 2]) + data
    )
