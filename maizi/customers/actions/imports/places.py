"""Province, city and district out of an address, and their full names out of short ones."""

import re
from functools import cache
from itertools import product
from typing import NamedTuple

from ... import queries

PROVINCE_END = re.compile(r"(特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)$")
CITY_END = re.compile(r"(市|地区|盟|(?:[\u4e00-\u9fff]族)+自治州)$")
COUNTRY = re.compile(r"^(中华人民共和国|中国)")
PIECES = re.compile(r"[\s,，、/·-]+")
LONGEST_NAME = 16


class Place(NamedTuple):
    """Where an address lies; empty parts are not known."""

    province: str = ""
    city: str = ""
    district: str = ""
    street: str = ""


def place_in(address: str) -> Place:
    """The parts an address names; what follows them is the street."""
    rest = COUNTRY.sub("", address.strip())
    provinces, cities, districts = _names()
    province, rest = _taken(rest, provinces, "")
    city, rest = _taken(rest, cities, province)
    if city and not province:
        province = city[0]
    where = f"{province}/{city[1]}" if city else province
    district, rest = _taken(rest, districts, where)
    if district:
        return Place(district[0], district[1], district[2], rest)
    return Place(province or "", city[1] if city else "", "", rest)


def settled(province: str, city: str, district: str) -> Place:
    """Full names of what three columns say in short; what is not known stays as it is."""
    text = "".join(PIECES.sub("", part) for part in (province, city, district))
    found = place_in(text)
    if found.street and found.street not in (district, city, province):
        return Place(province, city, district)
    return Place(
        found.province or province, found.city or city, found.district or found.street or district
    )


def _taken(text: str, names: dict, where: str):
    """The longest known name the text begins with, and the rest of the text."""
    bare = text.lstrip(" ,，、/·-")
    for length in range(min(LONGEST_NAME, len(bare)), 1, -1):
        found = names.get((where, bare[:length]))
        if found:
            return found, bare[length:].lstrip(" ,，、/·-")
    return "", text


@cache
def _names() -> tuple[dict, dict, dict]:
    """(within, name) → province; → (province, city); → (province, city, district).

    Names that several places share are left out where nothing tells which is meant.
    """
    provinces: dict = {}
    cities: dict = {}
    districts: dict = {}
    for province in queries.places("", ""):
        for name in {province, PROVINCE_END.sub("", province)}:
            provinces["", name] = province
        for city in queries.places(province, ""):
            _add_city(cities, province, city)
            for district in queries.places(province, city):
                _add_district(districts, (province, city, district))
    return provinces, cities, districts


def _add_city(cities: dict, province: str, city: str) -> None:
    names = {name for name in (city, CITY_END.sub("", city)) if len(name) > 1}
    for place in product((province, ""), names):
        known = cities.setdefault(place, (province, city))
        if known != (province, city):
            cities[place] = None


def _add_district(districts: dict, whole: tuple[str, str, str]) -> None:
    province, city, district = whole
    for where in (f"{province}/{city}", province, ""):
        known = districts.setdefault((where, district), whole)
        if known != whole:
            districts[where, district] = None
