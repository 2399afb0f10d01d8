"""Pictures in a Word file: `[[二维码]]` and `[[签章]]` become what they name."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from xml.dom.minidom import Document, Element, parseString

from maizi.kernel.texts import N_, Said, say

from .layouts import CODE, SEAL

MARK = re.compile(r"\[\[([^\[\]]{0,40})\]\]")
MARKS = (SEAL, CODE)
EMU_A_MM = 36_000
FIRST_ID = 9_000  # of the pictures we put in, above those a template has
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DRAWING = (
    '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    f' xmlns:r="{OFFICE}">'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="SIDE" cy="SIDE"/>'
    '<wp:docPr id="NUMBER" name="NAME" descr="TOLD"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="NUMBER" name="NAME"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="LINK"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="SIDE" cy="SIDE"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing>"
)

Parts = dict[str, bytes]


@dataclass(frozen=True)
class Picture:
    """A square picture that a document carries.

    ending  png or jpeg
    told    what it is, for who cannot see it
    """

    content: bytes
    ending: str
    side_mm: int
    told: str


Pictures = Mapping[str, Picture | str]  # mark -> its picture, or the words that stand instead


def faults_of_marks(text: str, place: Said) -> list[Said]:
    """What is wrong with the marks of one paragraph."""
    names = [name.strip() for name in MARK.findall(text)]
    return [
        say(N_("{place}：没有“{name}”。方括号里可以写：{known}。"), place=place, name=name,
            known=list(MARKS))
        for name in names if name not in MARKS
    ]  # fmt: skip


class Album:
    """Puts pictures into one part of a Word file; each lies in the package once."""

    def __init__(self, parts: Parts, part: str, pictures: Pictures):
        self._parts, self._part, self._pictures = parts, part, pictures
        self._links: dict[str, str] = {}

    def lay(self, node: Element, pieces: list[str], write: Callable[[Element, str], None]) -> None:
        """Write a text node whose text is cut by marks: text, mark, text, mark, text."""
        tree, after = node.ownerDocument, node.nextSibling
        write(node, pieces[0])
        for mark, rest in zip(pieces[1::2], pieces[2::2], strict=True):
            text = tree.createElement("w:t")
            picture = self._pictures.get(mark, f"[[{mark}]]")  # from before marks were checked
            if isinstance(picture, str):
                rest = picture + rest
            else:
                node.parentNode.insertBefore(self._drawing(tree, mark, picture), after)
            node.parentNode.insertBefore(text, after)
            write(text, rest)

    def _drawing(self, tree: Document, mark: str, picture: Picture) -> Element:
        number = FIRST_ID + MARKS.index(mark)
        told = {
            "SIDE": picture.side_mm * EMU_A_MM, "NUMBER": number, "NAME": mark,
            "TOLD": picture.told, "LINK": self._link(mark, picture),
        }  # fmt: skip
        text = re.sub("|".join(told), lambda found: escape(str(told[found[0]])), DRAWING)
        return tree.importNode(parseString(text).documentElement, True)

    def _link(self, mark: str, picture: Picture) -> str:
        """The relationship through which this part shows a picture; made on first use."""
        if mark not in self._links:
            self._links[mark] = f"maizi{MARKS.index(mark)}"
            name = f"media/maizi{MARKS.index(mark)}.{picture.ending}"
            self._parts[f"word/{name}"] = picture.content
            _add_relationship(self._parts, self._part, self._links[mark], name)
            _add_type(self._parts, picture.ending)
        return self._links[mark]


def _add_relationship(parts: Parts, part: str, link: str, target: str) -> None:
    folder, _, name = part.rpartition("/")
    place = f"{folder}/_rels/{name}.rels"
    tree = parseString(parts.get(place, f'<Relationships xmlns="{PACKAGE}"/>'.encode()))
    line = tree.createElement("Relationship")
    for key, value in (("Id", link), ("Type", f"{OFFICE}/image"), ("Target", target)):
        line.setAttribute(key, value)
    tree.documentElement.appendChild(line)
    parts[place] = tree.toxml(encoding="utf-8")


def _add_type(parts: Parts, ending: str) -> None:
    tree = parseString(parts["[Content_Types].xml"])
    known = [one.getAttribute("Extension") for one in tree.getElementsByTagName("Default")]
    if ending in known:
        return
    line = tree.createElement("Default")
    line.setAttribute("Extension", ending)
    line.setAttribute("ContentType", f"image/{ending}")
    tree.documentElement.insertBefore(line, tree.documentElement.firstChild)
    parts["[Content_Types].xml"] = tree.toxml(encoding="utf-8")
