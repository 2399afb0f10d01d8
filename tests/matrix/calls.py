"""How every route is asked: its arguments and, for POST, a body that somebody with the right to
it could send. Read by the tests of rights, headers and masks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.matrix import fingerprint, routes
from tests.matrix.scene import SHEET, Scene, undone

KINDS = ("customer", "contact", "tag", "pool")


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


def answered(scene: Scene, call: Call, role: str, **options) -> tuple[HttpResponse, dict[str, str]]:
    """The answer to one call, and what the tables held after it; all of it is undone."""
    with undone():
        answer = call.send(scene.browser(role, **options))
        return answer, fingerprint()


def calls(scene: Scene) -> Iterator[Call]:
    """Every route with every method it takes."""
    for url, names in routes():
        path = reverse(url, kwargs=arguments(scene, url, names))
        for method in methods(scene, path):
            body = BODIES[url](scene) if method == "POST" and url in BODIES else {}
            yield Call(url, method, path, body)


def unasked(scene: Scene) -> list[str]:
    """Routes that take POST and have no body here."""
    return [
        url for url, names in routes()
        if "POST" in methods(scene, reverse(url, kwargs=arguments(scene, url, names)))
        and url not in BODIES
    ]  # fmt: skip


def methods(scene: Scene, path: str) -> list[str]:
    """What a route says it takes when it is asked in a way nobody knows."""
    answer = scene.browser("boss").generic("PROBE", path)
    allowed = answer.headers.get("Allow", "GET") if answer.status_code == 405 else "GET"
    return [m for m in ("GET", "POST") if m in allowed.split(", ")]


def arguments(scene: Scene, url: str, names: list[str]) -> dict:
    """Values for the arguments of a route; its record is the one of its kind in the scene."""
    found = {}
    for name in names:
        if name == "pk":
            found[name] = record_of(scene, url).pk
        elif name == "view_id":
            found[name] = scene.views[url.split(":")[1].split("_")[0]].pk
        elif name == "name":
            found[name] = CELLS.get(url, "name")
        elif name == "verb":
            found[name] = "off" if "schedule" in url else "pause"
        else:
            found[name] = OTHERS[name](scene)
    return found


CELLS = {
    "customers:customer_cell": "short_name",
    "customers:customer_reveal": "mobile",
    "customers:contact_reveal": "mobile",
}
OTHERS: dict[str, Callable] = {
    "share_id": lambda s: s.share.pk,
    "request_id": lambda s: "0123456789abcdef",
    "row": lambda s: 3,
    "preset": lambda s: "asvs",
    "entity": lambda s: "customer",
    "key": lambda s: s.session.pk,
    "kind": lambda s: "customers.tag",
    "token": lambda s: s.token,
}
RECORDS: dict[str, Callable] = {
    "customers:ask": lambda s: s.foreign,
    "customers:unshare": lambda s: s.shared,
    "customers:remove_contact": lambda s: s.contact,
    "customers:decide": lambda s: s.request,
    "customers:correct": lambda s: s.activity,
    "customers:contact": lambda s: s.contact,
    "customers:tag": lambda s: s.tag,
    "customers:pool": lambda s: s.pooled.pool,
    "customers:imports": lambda s: s.run,
    "customers:": lambda s: s.customer,
    "setup:unit_open": lambda s: s.closed,
    "setup:unit": lambda s: s.unit,
    "setup:person_reactivate": lambda s: s.gone,
    "setup:person": lambda s: s.person,
    "setup:appoint": lambda s: s.person,
    "setup:post_end": lambda s: s.post,
    "setup:role": lambda s: s.role,
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
}


def record_of(scene: Scene, url: str):
    """The record that a route with this name is about: by the longest beginning that fits."""
    fitting = [name for name in RECORDS if url.startswith(name)]
    assert fitting, f"tests/matrix/calls.py does not know what {url} is about"
    return RECORDS[max(fitting, key=len)](scene)


def _tomorrow() -> str:
    return (timezone.localdate() + timedelta(days=1)).isoformat()


def _customer(s: Scene) -> dict:
    return {
        "name": "郑州新城科技有限公司", "party_type": "enterprise", "lifecycle": "suspect",
        "owner": s.house.chen.pk, "tags": s.tag.pk,
    }  # fmt: skip


def _person(s: Scene) -> dict:
    return {"name": "胡蝶", "username": "hudie", "unit": s.unit.pk}


def _channel(s: Scene) -> dict:
    return {"name": "销售群", "way": "wecom", "address": "https://1.1.1.1/send?key=k"}


def _unit(s: Scene) -> dict:
    return {"name": "南京二组", "parent": s.house.nanjing.pk, "level": "team", "position": 1}


def _role(s: Scene) -> dict:
    return {"name": "见习", "code": "novice", "scope": "self", "grant": ["customer.read"]}


def _export(s: Scene) -> dict:
    return {"reason": "月报", "format": "csv"}


def _view(s: Scene) -> dict:
    return {"name": "新视图"}


def _nothing(s: Scene) -> dict:
    return {}


def _why(s: Scene) -> dict:
    return {"reason": "例行"}


BODIES: dict[str, Callable[[Scene], dict]] = {
    "customers:assign": lambda s: {"pk": s.customer.pk, "owner": s.house.xu.pk, "reason": "调整"},
    "customers:claim": lambda s: {"pk": s.pooled.pk},
    "customers:release": lambda s: {
        "pk": s.customer.pk, "pool": s.house.pool.pk, "reason": "不联系"},
    "customers:put_tags": lambda s: {"pk": s.customer.pk, "tags": s.tag.pk},
    "customers:ask": lambda s: {"reason": "同一集团"},
    "customers:activities": lambda s: {
        "channel": "phone", "direction": "outgoing", "content": "再次报价",
        "contact": s.contact.pk},
    "customers:share": lambda s: {"user": s.house.xu.pk},
    "customers:unshare": _nothing,
    "customers:new_contact": lambda s: {"name": "李强"},
    "customers:remove_contact": _nothing,
    "customers:decide": lambda s: {"granted": "yes"},
    "customers:correct": lambda s: {"content": "报价已发，更正"},
    "customers:customer_new": lambda s: _customer(s) | {"owner": ""},
    "customers:customer_edit": _customer,
    "customers:customer_bulk": lambda s: {
        "pk": s.customer.pk, "field": "lifecycle", "lifecycle": "prospect"},
    "customers:customer_cell": lambda s: {"short_name": "华宁"},
    "customers:contact_edit": lambda s: {"name": "王小芳"},
    "customers:contact_bulk": lambda s: {"pk": s.contact.pk, "field": "name", "name": "王小芳"},
    "customers:contact_cell": lambda s: {"name": "王小芳"},
    "customers:tag_new": lambda s: {"name": "沉睡", "colour": "wheat"},
    "customers:tag_edit": lambda s: {"name": "沉睡", "colour": "wheat"},
    "customers:tag_bulk": lambda s: {"pk": s.tag.pk, "field": "name", "name": "沉睡"},
    "customers:tag_cell": lambda s: {"name": "沉睡"},
    "customers:pool_new": lambda s: {"name": "新公海", "unit": s.house.nanjing.pk},
    "customers:pool_edit": lambda s: {"name": "新公海", "unit": s.house.nanjing.pk},
    "customers:pool_bulk": lambda s: {"pk": s.house.pool.pk, "field": "name", "name": "新公海"},
    "customers:pool_cell": lambda s: {"name": "新公海"},
    "customers:imports_new": lambda s: {"file": SimpleUploadedFile("新.csv", SHEET.encode())},
    "customers:imports_map": lambda s: {
        "mode": "add", "party_type": "enterprise", "twins": "refuse", "bad_cells": "choices",
        "key": "no"},
    "customers:imports_reread": lambda s: {"encoding": "utf-8"},
    "customers:imports_check": _nothing,
    "customers:imports_fix": lambda s: {"drop": "on"},
    "customers:imports_start": _nothing,
    "customers:imports_tell": _nothing,
    "customers:imports_undo": _nothing,
    "setup:unit_new": _unit,
    "setup:unit": lambda s: _unit(s) | {"name": "南京三组"},
    "setup:unit_close": _why,
    "setup:unit_open": _nothing,
    "setup:person_new": lambda s: _person(s) | {"username": "newcomer", "name": "新人"},
    "setup:person_edit": _person,
    "setup:person_deactivate": _why,
    "setup:person_reactivate": _nothing,
    "setup:person_reset": _why,
    "setup:person_factor_off": _why,
    "setup:person_unlock": _nothing,
    "setup:appoint": lambda s: {"role": s.role.pk, "unit": s.unit.pk},
    "setup:post_end": _why,
    "setup:role_new": _role,
    "setup:role": _role,
    "setup:role_delete": _why,
    "setup:delegations": lambda s: {
        "giver": s.house.chen.pk, "receiver": s.house.lin.pk, "starts_on": _tomorrow(),
        "ends_on": _tomorrow(), "reason": "出差"},
    "setup:delegation_revoke": _nothing,
    "setup:policy": lambda s: {
        "min_length": 12, "min_classes": 1, "max_age_days": 0, "remembered": 0, "failures": 5,
        "lock_minutes": 15, "idle_minutes": 60, "absolute_hours": 12, "totp_duty": "nobody"},
    "setup:policy_preset": _nothing,
    "setup:history_export": _export,
    "setup:channel_new": lambda s: _channel(s) | {"name": "新群"},
    "setup:channel": lambda s: _channel(s),
    "setup:channel_test": _nothing,
    "setup:mail": lambda s: {
        "host": "1.1.1.1", "port": 465, "security": "ssl", "sender": "crm@example.cn"},
    "setup:mail_test": _nothing,
    "setup:host_new": lambda s: {"name": "mail.corp.lan", "reason": "内部邮件"},
    "setup:host_remove": _nothing,
    "inbox:add": lambda s: {"title": "回电话", "due_on": _tomorrow(), "again": "weekly"},
    "inbox:todo_edit": lambda s: {"title": "回电话", "again": "never"},
    "inbox:todo_done": _nothing,
    "inbox:todo_snooze": lambda s: {"choice": "tomorrow"},
    "inbox:todo_wake": _nothing,
    "inbox:todo_cancel": _nothing,
    "inbox:todo_reopen": _nothing,
    "inbox:todo_hand_over": lambda s: {"to": s.house.xu.pk},
    "inbox:notices_read": _nothing,
    "inbox:notice_open": _nothing,
    "inbox:preferences": lambda s: {"on": "inbox.todo_due mail", "digest_at": "08:00"},
    "inbox:calendar_renew": _nothing,
    "inbox:calendar_revoke": _nothing,
    "inbox:delivery_retry": _nothing,
    "setup:job_verb": _nothing,
    "setup:schedule_verb": _nothing,
    "accounts:sign_in": lambda s: {"username": "chen", "password": "falsch-geraten"},
    "accounts:second_factor": lambda s: {"code": "000000"},
    "accounts:sign_out": _nothing,
    "accounts:change_password": lambda s: {"password": "x", "new": "y", "again": "y"},
    "accounts:prove": lambda s: {"password": "falsch-geraten"},
    "accounts:second_factor_setup": lambda s: {"password": "x", "code": "000000"},
    "accounts:recovery_codes": lambda s: {"password": "x"},
    "accounts:second_factor_off": lambda s: {"password": "x"},
    "accounts:end_other_sessions": _nothing,
    "accounts:end_session": _nothing,
    "accounts:preferences": lambda s: {"language": "en"},
}  # fmt: skip
for _kind in KINDS:
    BODIES[f"customers:{_kind}_export"] = _export
    BODIES[f"customers:{_kind}_save_view"] = _view
    for _verb in ("undo", "remove_view", "reveal"):
        BODIES[f"customers:{_kind}_{_verb}"] = _nothing
