"""How every route is asked: its arguments and, for POST, a body that somebody with the right to
it could send. Read by the tests of rights, headers and masks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.matrix import (
    bonding,
    changed,
    colours,
    counter,
    fingerprint,
    gathering,
    grievances,
    inviting,
    keeping,
    keyserving,
    lending,
    mailroom,
    privacy,
    ratings,
    routes,
    schooling,
    servicing,
    shelf,
    spares,
    stockroom,
    surveying,
    thinking,
    till,
    won,
    workshop,
    writes,
    yard,
)
from tests.matrix.bodies import BODIES
from tests.matrix.methods import methods
from tests.matrix.scene import Scene, undone


@dataclass(frozen=True)
class Call:
    """One request: a route with its arguments, a method, a body."""

    url: str
    method: str
    path: str
    body: dict

    def __str__(self) -> str:
        return f"{self.method} {self.url}"

    def about(self, row, other) -> "Call":
        """The same call with another record in its address."""
        path = self.path.replace(f"/{row.pk}/", f"/{other.pk}/")
        return Call(self.url, self.method, path, self.body)

    def send(self, browser: Client, **headers) -> HttpResponse:
        for value in self.body.values():
            if hasattr(value, "seek"):
                value.seek(0)
        return getattr(browser, self.method.lower())(self.path, self.body, headers=headers)


def answered(scene: Scene, call: Call, role: str, **options) -> HttpResponse:
    """The answer to one call; what it did is undone."""
    with undone():
        return call.send(scene.browser(role, **options))


def felt(
    scene: Scene, call: Call, role: str, *, before: dict[str, str], **options
) -> tuple[HttpResponse, list[str]]:
    """The answer to one call, and the tables that it changed; all of it is undone."""
    with undone(), writes() as written:
        answer = call.send(scene.browser(role, **options))
        return answer, changed(before, fingerprint()) if written else []


def calls(scene: Scene) -> Iterator[Call]:
    """Every route with every method it takes."""
    for url, names in routes():
        path = reverse(url, kwargs=arguments(scene, url, names))
        for method in methods(scene, url, path):
            body = BODIES[url](scene) if method == "POST" and url in BODIES else {}
            yield Call(url, method, path, body)


def unasked(scene: Scene) -> list[str]:
    """Routes that take POST and have no body here."""
    return [
        url for url, names in routes()
        if "POST" in methods(scene, url, reverse(url, kwargs=arguments(scene, url, names)))
        and url not in BODIES
    ]  # fmt: skip


# parts that know arguments of their own
ASKED = (
    bonding,
    gathering,
    grievances,
    inviting,
    keyserving,
    lending,
    mailroom,
    privacy,
    ratings,
    schooling,
    servicing,
    spares,
    surveying,
    workshop,
)


def arguments(scene: Scene, url: str, names: list[str]) -> dict:
    """Values for the arguments of a route; its record is the one of its kind in the scene."""
    found = {}
    for name in names:
        own = (one.argument(scene, url, name) for one in ASKED)
        if (value := next((v for v in own if v is not None), None)) is not None:
            found[name] = value
        elif name == "token" and url == "credit:confirm":
            found[name] = scene.till.token
        elif name == "token" and url in ("sales:offer", "sales:track"):
            found[name] = getattr(scene.counter, url.partition(":")[2])
        elif name == "pk":
            found[name] = record_of(scene, url).pk
        elif name == "view_id":
            found[name] = scene.views[url.split(":")[1].split("_")[0]].pk
        elif name == "name":
            found[name] = CELLS.get(url, "name")
        elif name == "code":
            found[name] = "customer" if url == "fields:number" else OTHERS[name](scene)
        elif name == "key":
            found[name] = KEYS[url](scene)
        elif name == "verb":
            found[name] = VERBS.get(url, "pause")
        else:
            found[name] = OTHERS[name](scene)
    return found


VERBS = counter.VERBS | {"setup:schedule_verb": "off", "setup:backup_now": "make"}
KEYS: dict[str, Callable] = {
    "accounts:end_session": lambda s: s.session.pk,
    "fields:template_file": lambda s: s.template.pk,
    "fields:template_trial": lambda s: s.template.pk,
    "fields:print_now": lambda s: "shipped-1",
}
CELLS = {
    "catalog:product_cell": "brand",
    "purchasing:supplier_cell": "supplies",
    "purchasing:supplier_reveal": "bank_account",
    "development:opportunity_cell": "next_step",
    "development:need_cell": "why",
    "customers:customer_cell": "short_name",
    "customers:customer_reveal": "mobile",
    "customers:contact_reveal": "mobile",
}
OTHERS: dict[str, Callable] = {
    "bad_id": lambda s: s.sorted.bad.pk,
    "code": lambda s: "churn.floor",
    "model": lambda s: "customers.customer",
    "picture_id": lambda s: s.shelf.picture.pk,
    "print_id": lambda s: s.filed.pk,
    "share_id": lambda s: s.share.pk,
    "slug": lambda s: "customers-people",
    "which": lambda s: "rfm",
    "day_id": lambda s: s.day.pk,
    "relation_id": lambda s: s.relation.pk,
    "card": lambda s: "preference",
    "request_id": lambda s: "0123456789abcdef",
    "row": lambda s: 3,
    "preset": lambda s: "asvs",
    "state": lambda s: "approved",
    "entity": lambda s: "customer",
    "kind": lambda s: "customers.tag",
    "holding": lambda s: "customers",
    "movement": lambda s: "other_in",
    "subject": lambda s: s.case.subject,
    "token": lambda s: s.token,
}
RECORDS: dict[str, Callable] = {
    "approvals:": lambda s: s.case,
    "approvals:definition": lambda s: s.definition,
    "approvals:switch": lambda s: s.definition,
    "customers:ask": lambda s: s.foreign,
    "customers:unshare": lambda s: s.shared,
    "customers:remove_contact": lambda s: s.contact,
    "customers:edit_address": lambda s: s.address,
    "customers:remove_address": lambda s: s.address,
    "customers:decide": lambda s: s.request,
    "customers:unmerge": lambda s: s.merge,
    "customers:correct": lambda s: s.activity,
    "customers:contact": lambda s: s.contact,
    "customers:remove_phrase": lambda s: s.phrase,
    "customers:tag": lambda s: s.tag,
    "customers:tagpromise": lambda s: s.sorted.promise,
    "customers:scheme": lambda s: s.sorted.scheme,
    "customers:collectionsource": lambda s: s.sorted.source,
    "customers:collectionbatch": lambda s: s.sorted.batch,
    "customers:batch": lambda s: s.sorted.batch,
    "customers:next_card": lambda s: s.sorted.batch,
    "customers:appraise_batch": lambda s: s.sorted.batch,
    "customers:card": lambda s: s.sorted.card,
    "customers:pool": lambda s: s.pooled.pool,
    "customers:member_new": lambda s: s.pooled.pool,
    "customers:member_remove": lambda s: s.pooling.member,
    "customers:rule_new": lambda s: s.pooled.pool,
    "customers:rule": lambda s: s.pooling.rule,
    "customers:limit_remove": lambda s: s.pooling.limit,
    "customers:reason_switch": lambda s: s.pooling.reason,
    "customers:ownerspell": lambda s: s.pooling.spell,
    "care:": lambda s: s.pooling.hand_over,
    "care:piece": lambda s: s.pooling.piece,
    "care:pieces": lambda s: s.pooling.hand_over,
    "customers:imports": lambda s: s.run,
    "customers:": lambda s: s.customer,
    "setup:unit_open": lambda s: s.closed,
    "setup:unit": lambda s: s.unit,
    "setup:person_reactivate": lambda s: s.gone,
    "setup:person": lambda s: s.person,
    "setup:appoint": lambda s: s.person,
    "setup:post_end": lambda s: s.post,
    "setup:role": lambda s: s.role,
    "setup:calendar": lambda s: s.calendar,
    "setup:clock": lambda s: s.clock,
    "setup:delegation": lambda s: s.delegation,
    "setup:why": lambda s: s.customer,
    "setup:channel": lambda s: s.channel,
    "setup:host": lambda s: s.allowed_host,
    "inbox:todo_reopen": lambda s: s.closed_todo,
    "inbox:todo": lambda s: s.todo,
    "inbox:notice": lambda s: s.notice,
    "inbox:delivery": lambda s: s.delivery,
    "setup:job": lambda s: s.job,
    "setup:schedule": lambda s: s.schedule,
    "files:": lambda s: s.file,
    "fields:parameter": lambda s: s.value,
    "fields:number": lambda s: s.numbering,
    "fields:template": lambda s: s.template,
    "fields:print": lambda s: s.customer,
    **shelf.RECORDS,
    **stockroom.RECORDS,
    **till.RECORDS,
    **colours.RECORDS,
    **counter.RECORDS,
    **yard.RECORDS,
    **gathering.RECORDS,
    **grievances.RECORDS,
    **servicing.RECORDS,
    **spares.RECORDS,
    **schooling.RECORDS,
    **workshop.RECORDS,
    **ratings.RECORDS,
    **mailroom.RECORDS,
    **won.RECORDS,
    **keeping.RECORDS,
    **keyserving.RECORDS,
    **lending.RECORDS,
    **inviting.RECORDS,
    **surveying.RECORDS,
    **bonding.RECORDS,
    **thinking.RECORDS,
}


def record_of(scene: Scene, url: str):
    """The record that a route with this name is about: by the longest beginning that fits."""
    if url.startswith("privacy:"):
        return privacy.record_of(scene, url)
    fitting = [name for name in RECORDS if url.startswith(name)]
    assert fitting, f"tests/matrix/calls.py does not know what {url} is about"
    return RECORDS[max(fitting, key=len)](scene)
