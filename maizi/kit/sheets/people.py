"""An address-book card as one row with the columns a customer sheet has."""

import re

from maizi.kernel.texts import N_
from maizi.kit.sheets.cells import tidy
from maizi.kit.sheets.limits import LONGEST_CELL
from maizi.kit.sheets.vcards import Card, Property, unescaped

CARD_HEADERS = (
    N_("姓名"),
    N_("公司"),
    N_("职务"),
    N_("手机"),
    N_("电话"),
    N_("邮箱"),
    N_("地址"),
    N_("生日"),
    N_("备注"),
)
HANZI = re.compile("[\u3400-\u9fff]")
CELLULAR = {"cell", "mobile", "iphone"}
CHINESE_MOBILE = re.compile(r"(?:\+?86)?[- ]?1[3-9](?:[- ]?\d){9}")
COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*)?")
YEARLESS_DATE = re.compile(r"--(\d{2})-?(\d{2})")


def row_of(card: Card) -> list[str]:
    """Cells in the order of CARD_HEADERS; what has no column of its own goes into the remark."""
    mobiles, phones, faxes = _numbers(card)
    emails = [_plain(one) for one in card.all("EMAIL")]
    companies = [part for one in card.all("ORG")[:1] for part in one.parts() if part]
    addresses = list(filter(None, map(_address, card.all("ADR"))))
    if not addresses:
        addresses = [_plain(one).replace("\n", " ") for one in card.all("LABEL")]
    remark = [_plain(one) for one in card.all("NOTE")]
    rest = (
        ("部门", companies[1:]),
        ("其他电话", mobiles[1:] + phones[1:]),
        ("传真", faxes),
        ("其他邮箱", emails[1:]),
        ("其他地址", addresses[1:]),
        ("网址", [_plain(one) for one in card.all("URL")]),
    )
    remark += [f"{label}：{'；'.join(texts)}" for label, texts in rest if texts]
    cells = [
        _name(card),
        companies[0] if companies else "",
        _first(card, "TITLE") or _first(card, "ROLE"),
        *(one[0] if one else "" for one in (mobiles, phones, emails, addresses)),
        _birthday(_first(card, "BDAY")),
        "\n".join(filter(None, remark)),
    ]
    return [tidy(cell)[:LONGEST_CELL] for cell in cells]


def _plain(one: Property) -> str:
    return unescaped(one.text)


def _first(card: Card, name: str) -> str:
    return next((_plain(one) for one in card.all(name)), "")


def _name(card: Card) -> str:
    full = _first(card, "FN")
    if full:
        return full
    parts = next((one.parts() for one in card.all("N")), [])
    family, given, middle = [*parts, "", "", ""][:3]
    if HANZI.search(family + given):
        return family + middle + given
    return " ".join(filter(None, (given, middle, family))) or _first(card, "NICKNAME")


def _numbers(card: Card) -> tuple[list[str], list[str], list[str]]:
    """Mobiles, other phones, faxes."""
    mobiles: list[str] = []
    phones: list[str] = []
    faxes: list[str] = []
    for one in card.all("TEL"):
        number = _plain(one).removeprefix("tel:").partition(";")[0].strip()
        if not number:
            continue
        if "fax" in one.kinds:
            faxes.append(number)
        elif one.kinds & CELLULAR or CHINESE_MOBILE.fullmatch(number):
            mobiles.append(number)
        else:
            phones.append(number)
    return mobiles, phones, faxes


def _address(one: Property) -> str:
    parts = [part.replace("\n", " ").strip(" ,") for part in one.parts()]
    box, extra, street, city, region, code, country = [*parts, *[""] * 7][:7]
    if HANZI.search("".join(parts)):
        city = "" if city == region else city
        return "".join((region, city, street, extra, box))
    place = " ".join(filter(None, (region, code)))
    return ", ".join(filter(None, (box, extra, street, city, place, country)))


def _birthday(text: str) -> str:
    if yearless := YEARLESS_DATE.fullmatch(text):
        return "-".join(yearless.groups())
    if compact := COMPACT_DATE.fullmatch(text):
        return "-".join(compact.groups())
    return text.partition("T")[0]
