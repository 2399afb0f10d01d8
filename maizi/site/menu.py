"""The menu by work: what this person may use."""

from dataclasses import dataclass

from django.template import engines
from django.urls import reverse
from django.utils.translation import gettext as _

from maizi.accounts.access import may
from maizi.kernel.texts import N_


@dataclass(frozen=True)
class Item:
    """One entry: label, icon, url name, and the (entity, verb) that shows it."""

    label: str
    icon: str
    url: str
    right: tuple[str, str] | None = None


MENU: list[tuple[str, list[Item]]] = [
    (N_("工作台"), [Item(N_("今日"), "sun", "desk:today")]),
    (N_("客户"), [Item(N_("客户档案"), "users", "customers:customer_list", ("customer", "read"))]),
    (N_("设置"), [Item(N_("设置"), "settings", "setup:home", ("administration", "people"))]),
]


def menu(request) -> list[tuple[str, list[dict]]]:
    """Sections with the entries the person may use; `active` marks the one he is in."""
    user, here = request.user, request.path
    shown = []
    for title, items in MENU:
        entries = [
            {
                "label": _(item.label),
                "icon": item.icon,
                "url": reverse(item.url),
                "active": here == reverse(item.url) or here.startswith(reverse(item.url)) and reverse(item.url) != "/",
            }
            for item in items
            if item.right is None or may(user, *item.right)
        ]
        if entries:
            shown.append((_(title), entries))
    return shown


def install() -> None:
    """Give the templates the menu; the shell below cannot know the apps above it."""
    engines["jinja2"].env.globals["menu"] = menu
