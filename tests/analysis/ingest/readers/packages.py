"""Word documents made of the markup that a test is about."""

import io
import zipfile

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def paragraph(text, properties=""):
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def part(root, inner, spaces=SPACES):
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} {spaces}>{inner}</{root}>'


def relations(kinds, base=_OFFICE):
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{base}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(kinds)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{rows}</Relationships>'


def docx(body, *, spaces=SPACES, core="", **parts):
    """Return the bytes of a document; ``parts`` are footnotes, numbering, styles: inner markup."""
    roots = {"numbering": "w:numbering", "styles": "w:styles", "footnotes": "w:footnotes"}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        top = relations([("officeDocument", "word/document.xml")])
        core_type = f"{_PACKAGE}/metadata/core-properties"
        entry = f'<Relationship Id="c" Type="{core_type}" Target="docProps/core.xml"/>'
        archive.writestr("_rels/.rels", top.replace("</Rel", f"{entry}</Rel") if core else top)
        archive.writestr(
            "word/document.xml", part("w:document", f"<w:body>{body}</w:body>", spaces)
        )
        archive.writestr(
            "word/_rels/document.xml.rels", relations([(kind, f"{kind}.xml") for kind in parts])
        )
        for kind, inner in parts.items():
            archive.writestr(f"word/{kind}.xml", part(roots[kind], inner))
        if core:
            archive.writestr("docProps/core.xml", part("dc:core", core))
    return buffer.getvalue()
