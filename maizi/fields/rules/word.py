"""Fill the places of a Word file: paragraphs, cells, headers, footers, line by line in tables.

Word cuts a text into runs wherever it likes; a place may begin in one and end in another. The
value goes into the run where the place begins, in its looks.
"""

from collections.abc import Iterator
from xml.dom.minidom import Document, Element

from maizi.kernel.texts import N_, Said, say

from .packages import TEXTS, Parts, close_package, open_package, parsed
from .pictures import MARK, Album, Pictures, faults_of_marks
from .placeholders import PLACE, Names, Values, faults_in, filled, names_in, refuse

MOST_ROWS = 5_000


def check_word(content: bytes, names: Names) -> None:
    """Raise Refused, naming each place that is wrong with what stands there."""
    faults: list[Said] = []
    for name, part in open_package(content).items():
        if TEXTS.fullmatch(name):
            faults += _faults(name, parsed(part), names)
    refuse(faults)


def fill_word(content: bytes, values: Values, pictures: Pictures) -> bytes:
    """The Word file with the values and pictures of one record.

    Pictures come first: a value that looks like the mark of one stays a text.
    """
    parts: Parts = open_package(content)
    for name, part in list(parts.items()):
        if TEXTS.fullmatch(name) and (b"{" in part or b"[" in part):
            tree = parsed(part)
            album = Album(parts, name, pictures)
            for paragraph in list(tree.getElementsByTagName("w:p")):
                _show_pictures(paragraph, album)
            _fill(tree, values)
            parts[name] = tree.toxml(encoding="utf-8")
    return close_package(parts)


def marks_in_word(content: bytes) -> set[str]:
    """The marks of pictures that a Word file shows."""
    texts = [
        _text(paragraph)
        for name, part in open_package(content).items() if TEXTS.fullmatch(name)
        for paragraph in parsed(part).getElementsByTagName("w:p")
    ]  # fmt: skip
    return {mark.strip() for text in texts for mark in MARK.findall(text)}


def _faults(name: str, tree: Document, names: Names) -> list[Said]:
    found = []
    for paragraph in tree.getElementsByTagName("w:p"):
        text = _text(paragraph)
        if "{" in text or "}" in text:
            in_row = _above(paragraph, "w:tr") is not None
            found += faults_in(text, names, _place(name, paragraph), in_row=in_row)
        if "[[" in text:
            found += faults_of_marks(text, _place(name, paragraph))
    for row in tree.getElementsByTagName("w:tr"):
        lists = _lists_of(row)
        if len(lists) > 1:
            place = _place(name, row)
            found.append(say(N_("{place}：一行里只能用一种明细，现在有：{lists}。"),
                             place=place, lists=sorted(lists)))  # fmt: skip
    return found


def _place(name: str, node: Element) -> Said:
    """Where a paragraph or a row stands, as somebody would find it."""
    if "header" in name:
        return say(N_("页眉"))
    if "footer" in name:
        return say(N_("页脚"))
    tree, row = node.ownerDocument, _self_or_above(node, "w:tr")
    if row is None:
        texts = tree.getElementsByTagName("w:p")
        loose = [p for p in texts if p is node or _above(p, "w:tr") is None]
        return say(N_("正文第 {number} 段"), number=_number(node, loose))
    table = _number(_above(row, "w:tbl"), tree.getElementsByTagName("w:tbl"))
    at = _number(row, _children(row.parentNode, "w:tr"))
    cell = _self_or_above(node, "w:tc")
    if cell is None or node is row:
        return say(N_("表格 {table} 第 {row} 行"), table=table, row=at)
    return say(N_("表格 {table} 第 {row} 行第 {cell} 格"), table=table, row=at,
               cell=_number(cell, _children(row, "w:tc")))  # fmt: skip


def _number(node: Element, nodes: list[Element]) -> int:
    return next((place for place, one in enumerate(nodes, 1) if one is node), 0)


def _fill(tree: Document, values: Values) -> None:
    for row in list(tree.getElementsByTagName("w:tr")):
        lists = _lists_of(row)
        if lists and not row.getElementsByTagName("w:tr"):
            _repeat(row, next(iter(lists)), values)
    for paragraph in list(tree.getElementsByTagName("w:p")):
        _fill_paragraph(paragraph, values)


def _repeat(row: Element, name: str, values: Values) -> None:
    """One row of a table for every line of a list; an empty one when there are none."""
    lines = list(values.get(name, []))[:MOST_ROWS] or [{}]
    for line in lines:
        copy = row.cloneNode(deep=True)
        row.parentNode.insertBefore(copy, row)
        own = {f"{name}.{column}": text for column, text in line.items()}
        for paragraph in copy.getElementsByTagName("w:p"):
            _fill_paragraph(paragraph, {**values, **own})
    row.parentNode.removeChild(row)


def _fill_paragraph(paragraph: Element, values) -> None:
    nodes = list(_text_nodes(paragraph))
    texts = [_own_text(node) for node in nodes]
    if "{{" not in "".join(texts):
        return
    for found in reversed(list(PLACE.finditer("".join(texts)))):
        texts = _replaced(texts, found.span(), filled(found[0], values))
    for node, text in zip(nodes, texts, strict=True):
        _write(node, text)


def _show_pictures(paragraph: Element, album: Album) -> None:
    nodes = list(_text_nodes(paragraph))
    texts = [_own_text(node) for node in nodes]
    marks = list(MARK.finditer("".join(texts)))
    for found in reversed(marks):
        texts = _replaced(texts, found.span(), f"\0{found[1].strip()}\0")
    for node, text in zip(nodes, texts, strict=True):
        if marks:
            album.lay(node, text.split("\0"), _set)


def _replaced(texts: list[str], span: tuple[int, int], value: str) -> list[str]:
    """The texts with one stretch of them all together replaced; the value goes where it begins.

    Stretches are replaced from the last to the first, so that what lies before keeps its place.
    """
    begin, end = span
    made, start = [], 0
    for text in texts:
        stop = start + len(text)
        if stop <= begin or start >= end:
            made.append(text)
        else:
            left, right = text[: max(begin - start, 0)], text[max(end - start, 0) :]
            made.append(left + (value if start <= begin else "") + right)
        start = stop
    return made


def _write(node: Element, text: str) -> None:
    """Put a text into its node; its further lines follow in the same run, with breaks."""
    first, *rest = text.split("\n")
    tree, after = node.ownerDocument, node.nextSibling
    _set(node, first)
    for line in rest:
        node.parentNode.insertBefore(tree.createElement("w:br"), after)
        more = tree.createElement("w:t")
        _set(more, line)
        node.parentNode.insertBefore(more, after)


def _set(node: Element, text: str) -> None:
    while node.firstChild:
        node.removeChild(node.firstChild)
    node.appendChild(node.ownerDocument.createTextNode(_sound(text)))
    node.setAttribute("xml:space", "preserve")


def _sound(text: str) -> str:
    """Without the control marks that XML cannot hold."""
    return "".join(c for c in text if c >= " " or c == "\t")


def _lists_of(row: Element) -> set[str]:
    names = names_in(" ".join(_text(p) for p in row.getElementsByTagName("w:p")))
    return {name.partition(".")[0] for name in names if "." in name}


def _text(paragraph: Element) -> str:
    return "".join(map(_own_text, _text_nodes(paragraph)))


def _text_nodes(paragraph: Element) -> Iterator[Element]:
    """The texts of a paragraph, not those of a paragraph inside it (a text box)."""
    for node in paragraph.getElementsByTagName("w:t"):
        if _above(node, "w:p") is paragraph:
            yield node


def _own_text(node: Element) -> str:
    return "".join(child.data for child in node.childNodes if child.nodeType == child.TEXT_NODE)


def _above(node: Element, tag: str) -> Element | None:
    node = node.parentNode
    while node is not None and getattr(node, "tagName", "") != tag:
        node = node.parentNode
    return node


def _self_or_above(node: Element, tag: str) -> Element | None:
    return node if node.tagName == tag else _above(node, tag)


def _children(node: Element, tag: str) -> list[Element]:
    return [child for child in node.childNodes if getattr(child, "tagName", "") == tag]
