"""What people choose when customers become one or several again."""

from collections.abc import Iterable

from django.http import QueryDict

from maizi.kernel.ids import number_in

ALL = "all"
MOST_TAKEN = 100
MOST_STEPS = 10


def chosen_ids(given: QueryDict) -> list[int]:
    """The customers of an address or a form, each once."""
    found = (number_in(text) for text in given.getlist("pk"))
    return list(dict.fromkeys(one for one in found if one is not None))


def choices_in(given: QueryDict, names: Iterable[str]) -> dict[str, int | str]:
    """Field -> the customer whose value was picked, of the fields the person may write."""
    found: dict[str, int | str] = {}
    for name in names:
        text = given.get(f"value-{name}", "")
        number = number_in(text)
        if text == ALL or number is not None:
            found[name] = ALL if text == ALL else number
    return found


def taken_in(given: QueryDict) -> dict[tuple[str, int], int]:
    """(name of a link, row) -> customer it goes to, of fields called take-<link>-<row>."""
    found = {}
    for name in list(given)[: MOST_TAKEN * 2]:
        head, _, rest = name.partition("-")
        link, _, row = rest.rpartition("-")
        pk, former = number_in(row), number_in(given[name])
        if head == "take" and pk is not None and former is not None:
            found[link, pk] = former
    return found


def approvers_in(given: QueryDict) -> dict[int, list[int]]:
    """Step number -> ids, of the fields approver-1, approver-2 …"""
    found = {}
    for number in range(1, MOST_STEPS + 1):
        ids = [number_in(text) for text in given.getlist(f"approver-{number}")]
        if known := [one for one in ids if one is not None]:
            found[number] = known
    return found
