"""Fill the places of a Word file: paragraphs, cells, headers, footers, line by line in tables.

Word cuts a text into runs wherever it likes; a place may begin in one and end in another. The
value goes into the run where the place begins, in its looks.
"""

from collections.abc import Iterator
from xml.dom.minidom import Document, Element

from maizi.kernel.texts import N_, Said, say

from .packages import TEXTS, Parts, close_package, open_package, parsed
from .placeholders import PLACE, Names, Values, faults_in, filled, names_in, refuse

MOST_ROWS = 5_000


def check_word(content: bytes, names: Names) -> None:
    """Raise Refused, naming each place that is wrong with what stands there."""
    faults: list[Said] = []
    for name, part in open_package(content).items():
        if TEXTS.fullmatch(name):
            faults += _faults(name, parsed(part), names)
    refuse(faults)


def fill_word(content: bytes, values: Values) -> bytes:
    """The Word file with the values of one record."""
    parts: Parts = open_package(content)
    for name, part in parts.items():
        if TEXTS.fullmatch(name) and b"{" in part:
            tree = parsed(part)
            _fill(tree, values)
            parts[name] = tree.toxml(encoding="utf-8")
    return close_package(parts)


def _faults(name: str, tree: Document, names: Names) -> list[Said]:
    found, counts = [], {"段": 0}
    tables = {id(t): n for n, t in enumerate(tree.getElementsByTagName("w:tbl"), 1)}
    for paragraph in tree.getElementsByTagName("w:p"):
        row = _above(paragraph, "w:tr")
        counts["段"] += row is None
        text = _text(paragraph)
        if "{" in text or "}" in text:
            place = _place(name, paragraph, row, tables, counts["段"])
            found += faults_in(text, names, place, in_row=row is not None)
    for row in tree.getElementsByTagName("w:tr"):
        lists = _lists_of(row)
        if len(lists) > 1:
            place = _place(name, row, row, tables, 0)
            found.append(say(N_("{place}：一行里只能用一种明细，现在有：{lists}。"),
                             place=place, lists=sorted(lists)))  # fmt: skip
    return found


def _place(name: str, node: Element, row: Element | None, tables: dict, number: int) -> Said:
    if "header" in name:
        return say(N_("页眉"))
    if "footer" in name:
        return say(N_("页脚"))
    if row is None:
        return say(N_("正文第 {number} 段"), number=number)
    table = tables.get(id(_above(row, "w:tbl")), 0)
    rows = _children(row.parentNode, "w:tr")
    cells = _children(row, "w:tc")
    cell = next((c for c in cells if c is node or _is_inside(node, c)), None)
    if cell is None:
        return say(N_("表格 {table} 第 {row} 行"), table=table, row=rows.index(row) + 1)
    return say(N_("表格 {table} 第 {row} 行第 {cell} 格"), table=table, row=rows.index(row) + 1,
               cell=cells.index(cell) + 1)  # fmt: skip


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
    whole = "".join(map(_own_text, nodes))
    if "{{" not in whole:
        return
    starts, at = [], 0
    for node in nodes:
        starts.append(at)
        at += len(_own_text(node))
    texts = [_own_text(node) for node in nodes]
    for found in reversed(list(PLACE.finditer(whole))):
        _cut(texts, starts, found.start(), found.end(), filled(found[0], values))
    for node, text in zip(nodes, texts, strict=True):
        _write(node, text)


def _cut(texts: list[str], starts: list[int], begin: int, end: int, value: str) -> None:
    """Replace one stretch of the whole text; the value goes where the stretch begins.

    Stretches are cut from the last to the first, so that what lies before keeps its place.
    """
    is_placed = False
    for place, start in enumerate(starts):
        stop = starts[place + 1] if place + 1 < len(starts) else None
        if stop is not None and stop <= begin or start >= end:
            continue
        text = texts[place]
        left = max(begin - start, 0)
        right = end - start if stop is None or end <= stop else stop - start
        texts[place] = text[:left] + ("" if is_placed else value) + text[right:]
        is_placed = True


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


def _is_inside(node: Element, outer: Element) -> bool:
    while node is not None and node is not outer:
        node = node.parentNode
    return node is outer


def _children(node: Element, tag: str) -> list[Element]:
    return [child for child in node.childNodes if getattr(child, "tagName", "") == tag]
