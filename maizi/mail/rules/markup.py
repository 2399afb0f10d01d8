"""Markup of strangers made harmless: what is allowed is listed, everything else goes (TRUST)."""

import html
import re

import nh3

TAGS = set(
    "a abbr b blockquote br caption center code col colgroup dd del div dl dt em font h1 h2 h3 h4 "
    "h5 h6 hr i img ins li ol p pre q s small span strike strong sub sup table tbody td tfoot th "
    "thead tr tt u ul".split()
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "align", "valign", "width"},
    "th": {"colspan", "rowspan", "align", "valign", "width"},
    "table": {"width", "border", "cellpadding", "cellspacing", "align"},
    "div": {"align"}, "p": {"align"}, "font": {"color", "size"}, "ol": {"start"},
}  # fmt: skip
DROPPED_WITH_CONTENT = {"script", "style", "title", "head", "noscript", "template"}
SCHEMES = {"http", "https", "mailto", "tel", "cid"}
PICTURE = re.compile(r'<img\b[^>]*?\bsrc="([^"]*)"', re.IGNORECASE)
BREAKS = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6]|/blockquote)\b[^>]*>", re.IGNORECASE)
ANY_TAG = re.compile(r"<[^>]*>")


def cleaned(markup: str) -> str:
    """Markup in which nothing runs, loads a frame, or styles the page; links open elsewhere."""
    if not markup.strip():
        return ""
    return nh3.clean(
        markup, tags=TAGS, attributes=ATTRIBUTES, clean_content_tags=DROPPED_WITH_CONTENT,
        url_schemes=SCHEMES, link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}}, strip_comments=True,
    )  # fmt: skip


def pictures_in(markup: str) -> list[str]:
    """Addresses of the pictures that cleaned markup would load."""
    return [html.unescape(found) for found in PICTURE.findall(markup)]


def has_remote_pictures(markup: str) -> bool:
    """Whether looking at it would tell a stranger that it is read."""
    return any(one.startswith(("http:", "https:")) for one in pictures_in(markup))


def shown(markup: str, *, enclosed: dict[str, str], with_pictures: bool) -> str:
    """Cleaned markup for the page: enclosed pictures from our store, others only when asked for.

    enclosed  cid -> address of the stored file
    """

    def replaced(found: re.Match) -> str:
        source = html.unescape(found[1])
        own = enclosed.get(source.removeprefix("cid:")) if source.startswith("cid:") else ""
        is_web = source.startswith(("https:", "http:"))
        wanted = own or (source if is_web and with_pictures else "")
        return found[0].replace(
            f'src="{found[1]}"', f'src="{html.escape(wanted)}"' if wanted else ""
        )

    return PICTURE.sub(replaced, markup)


def plain(markup: str) -> str:
    """Cleaned markup as text, line by line."""
    text = html.unescape(ANY_TAG.sub("", BREAKS.sub("\n", markup.replace("\n", " "))))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
