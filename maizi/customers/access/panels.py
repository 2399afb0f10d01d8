"""What the customer page shows beside its own: strips, cards and tabs that apps declare."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..models import Customer
from ..terms import PanelPlace


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One piece of the customer page; declared from the ready() of the app that owns it.

    code      "care.days"; in the address of a tab as "care-days"
    label     Chinese message id: title of a card, name of a tab
    template  one line of the strip, one card, or the body of a tab
    context   (user, customer) -> what the template needs, or None when the person sees nothing
              of it; at most three queries, and for a tab's name alone none: see `is_offered`
    position  smaller comes first
    """

    code: str
    label: str
    place: PanelPlace
    template: str
    context: Callable[[object, Customer], dict | None]
    is_offered: Callable[[object, Customer], bool] = field(default=lambda user, customer: True)
    position: int = 50

    @property
    def slug(self) -> str:
        return self.code.replace(".", "-")


_panels: dict[str, Panel] = {}


def declare_panel(panel: Panel) -> None:
    """Make a piece of the customer page known."""
    _panels[panel.code] = panel


def panels_at(place: PanelPlace, user, customer: Customer) -> list[Panel]:
    """The panels of one place that the person is offered, in their order."""
    here = [p for p in _panels.values() if p.place == place and p.is_offered(user, customer)]
    return sorted(here, key=lambda p: (p.position, p.code))


def filled_panels(place: PanelPlace, user, customer: Customer) -> list[tuple[Panel, dict]]:
    """The same with what they show; panels with nothing for this person are left out."""
    filled = [(p, p.context(user, customer)) for p in panels_at(place, user, customer)]
    return [(panel, context) for panel, context in filled if context is not None]


def declared_tab(slug: str) -> Panel | None:
    """The tab with this part of an address."""
    tabs = (p for p in _panels.values() if p.place == PanelPlace.TAB)
    return next((p for p in tabs if p.slug == slug), None)
