"""Owners, pools and the words of a batch, found by what the sheet calls them."""

from collections.abc import Iterable
from dataclasses import dataclass

from maizi.accounts.access import rights_of, visible_people

from ... import access


@dataclass(frozen=True, slots=True)
class Home:
    """Where a new customer goes: to a colleague, or into a pool."""

    owner_id: int | None
    pool_id: int | None
    unit_id: int


class Homes:
    """The colleagues and pools that one batch names, as far as the person may use them."""

    def __init__(self, user, options: dict, owners: Iterable[str], pools: Iterable[str]):
        self.user = user
        self._sight = rights_of(user).sight("customer")
        self._owners = _people(user, set(owners), options.get("owner"))
        self._pools = _pools(user, set(pools), options.get("pool"))
        self.usual = self._usual(options)

    def of_owner(self, text: str) -> Home | None:
        """The one active colleague of this name or user name; None for nobody or several."""
        found = self._owners.get(text.strip().casefold(), set())
        return next(iter(found)) if len(found) == 1 else None

    def of_pool(self, text: str) -> Home | None:
        """The pool of this name, if the person may use it."""
        return self._pools.get(text.strip())

    def is_in_sight(self, home: Home) -> bool:
        """Whether the person will see a customer that goes there."""
        sight = self._sight
        if sight.everything or home.pool_id:
            return True
        return (sight.own and home.owner_id == self.user.pk) or home.unit_id in sight.unit_ids

    def _usual(self, options: dict) -> Home | None:
        if options.get("pool"):
            return self._pools.get(options["pool"])
        if options.get("owner"):
            found = self._owners.get(options["owner"], set())
            return next(iter(found), None)
        return Home(self.user.pk, None, self.user.unit_id)


def _people(user, names: set[str], chosen: int | None) -> dict:
    """Name, user name and chosen id → the homes of active colleagues. One query, or none."""
    wanted = {name.strip().casefold() for name in names}
    if not wanted and not chosen:
        return {}
    spelled = {name.strip() for name in names}
    rows = visible_people(user).filter(is_active=True)
    found = rows.filter(name__in=spelled) | rows.filter(username__in=wanted)
    if chosen:
        found |= rows.filter(pk=chosen)
    homes: dict[object, set[Home]] = {}
    for id_, username, name, unit_id in found.values_list("pk", "username", "name", "unit"):
        home = Home(id_, None, unit_id)
        for key in {username.casefold(), name.casefold(), id_}:
            homes.setdefault(key, set()).add(home)
    return homes


def _pools(user, names: set[str], chosen: int | None) -> dict:
    """Name and chosen id → the pools a person may use. One query, or none."""
    if not names and not chosen:
        return {}
    rows = access.visible_pools(user)
    found = rows.filter(name__in={name.strip() for name in names})
    if chosen:
        found |= rows.filter(pk=chosen)
    homes = {}
    for id_, name, unit_id in found.values_list("pk", "name", "unit"):
        homes[name] = homes[id_] = Home(None, id_, unit_id)
    return homes
