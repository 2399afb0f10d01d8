"""Who took a workbook, in the properties of the file."""

import io
import zipfile
from xml.sax.saxutils import escape

CORE = "docProps/core.xml"
EMPTY_AUTHOR = "<dc:creator></dc:creator>"


def with_author(workbook: io.BytesIO, mark: str) -> io.BytesIO:
    """The workbook as written, with the mark as its author and title."""
    made, words = io.BytesIO(), escape(mark)
    author = f"<dc:title>{words}</dc:title><dc:creator>{words}</dc:creator>"
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == CORE:
                content = content.decode().replace(EMPTY_AUTHOR, author).encode()
            new.writestr(part, content)
    return made
