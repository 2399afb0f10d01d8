"""What a form shows is what is stored, and what was sent: no saving and no refusal loses it."""

from html.parser import HTMLParser

import pytest
from django.utils.dateparse import parse_datetime

from maizi.history.models import HistoryEntry
from tests.matrix.calls import Call, calls
from tests.matrix.scene import undone

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ALSO = (
    "customers:edit_address", "customers:rule", "customers:contact_standing",
    "customers:profile_card", "customers:contact_profile_card", "care:piece", "complaints:lesson",
    "development:part", "inbox:preferences", "parts:fleet", "privacy:enable", "rating:trait",
    "satisfaction:indicator", "satisfaction:question", "setup:calendar", "setup:channel",
    "setup:policy", "setup:role", "setup:unit", "targets:grid", "warranty:catalogue_version",
)  # fmt: skip
# They ask for a reason or for what the record of the scene lacks; refused, they change nothing.
ASKING = ("mail:issue_edit", "service:promises_edit", "service:engineer_edit")
# Chosen by somebody else: the boss is not offered them.
NOT_HIS = {"mail:issue_new": "mailbox", "mail:issue_edit": "mailbox",
           "presales:request_of": "experts"}  # fmt: skip
# Who saved it and when; what the product fills in beside a record that was made without it.
BESIDE = {"changed_at", "at", "by", "version", "sort_name"}
TODO = "inbox.todo"  # is asked anew
FEWEST, FEWEST_REFUSED = 85, 150
MOST_TRIED = 3


class Forms(HTMLParser):
    """The forms of a page, each with its address and what a browser would send of it."""

    def __init__(self, text: str):
        super().__init__()
        self.found: list[dict] = []
        self.within, self.area, self.select = None, None, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.within = {"method": given.get("method", "get"), "values": [], "names": set(),
                           "action": given.get("action") or "", "id": given.get("id")}  # fmt: skip
            self.found.append(self.within)
        elif tag == "option" and self.select:
            self.select["options"].append((given.get("value", ""), "selected" in given))
        elif self.within and given.get("name") and "disabled" not in given:
            self._begin(tag, given)

    def _begin(self, tag: str, given: dict) -> None:
        if given.get("form", self.within["id"]) != self.within["id"]:
            return
        name, kind = given["name"], given.get("type", "text")
        if tag != "button" and kind not in ("submit", "button", "file", "password"):
            self.within["names"].add(name)
        if tag == "textarea":
            self.area = [name, ""]
        elif tag == "select":
            self.select = {"name": name, "is_multiple": "multiple" in given, "options": []}
        elif tag == "input" and kind in ("checkbox", "radio"):
            self.within["values"] += [(name, given.get("value", "on"))] * ("checked" in given)
        elif tag == "input" and kind not in ("submit", "button", "file"):
            self.within["values"].append((name, given.get("value", "")))

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.within = None
        elif tag == "textarea" and self.area:
            name, text = self.area
            self.within["values"].append((name, text.removeprefix("\n").replace("\n", "\r\n")))
            self.area = None
        elif tag == "select" and self.select:
            options = self.select["options"]
            chosen = [value for value, is_chosen in options if is_chosen]
            if not chosen and not self.select["is_multiple"]:
                chosen = [value for value, _is_chosen in options[:1]]
            self.within["values"] += [(self.select["name"], value) for value in chosen]
            self.select = None


def forms_of(browser, call: Call) -> list[dict]:
    """The bodies of the forms on a page that are sent to its own address."""
    with undone():
        answer = browser.get(call.path, call.body)
    path, found = call.path.partition("?")[0], []
    for form in Forms(answer.content.decode()).found:
        if form["method"] == "post" and form["action"].partition("?")[0] in ("", path):
            body: dict[str, list[str]] = {}
            for name, value in form["values"]:
                body.setdefault(name, []).append(value)
            found.append(body)
    return found


def is_change(name: str, pair: list) -> bool:
    """Whether a field became another one; a field for moments shows no seconds."""
    if name in BESIDE:
        return False
    moments = [parse_datetime(one) if isinstance(one, str) else None for one in pair]
    if None not in moments:
        return moments[0].replace(second=0, microsecond=0) != moments[1]
    return True


def test_a_form_sent_as_it_came_changes_nothing(scene):
    """Nothing that was chosen, ticked or typed before is lost by saving."""
    wrong, count = [], 0
    for call in calls(scene):
        if call.method != "GET" or not (call.url.endswith("_edit") or call.url in ALSO):
            continue
        browser = scene.browser("admin" if call.url.startswith("setup:") else "boss")
        for body in forms_of(browser, call):
            count += 1
            with undone():
                last = HistoryEntry.objects.order_by("-id").values_list("pk", flat=True).first()
                answer = browser.post(call.path, body)
                told = HistoryEntry.objects.filter(pk__gt=last or 0, verb="change")
                told = [pair for one in told if one.kind != TODO for pair in one.changes.items()]
            if answer.status_code not in ((422,) if call.url in ASKING else (200, 302)):
                wrong.append(f"{call.url} answers {answer.status_code}")
            wrong += [f"{call.url} changes {name}: {pair}" for name, pair in told
                      if is_change(name, pair)]  # fmt: skip
    assert not wrong, "\n".join(["", *wrong])
    assert count >= FEWEST, count


def lost_of(answer, body: dict, but: str) -> list[str]:
    """What was sent and the refused form does not show, of the fields it has."""
    forms = [one for one in Forms(answer.content.decode()).found if one["method"] == "post"]
    form = max(forms, key=lambda one: len(one["names"] & body.keys()), default=None)
    found = []
    for name in sorted(form["names"] & body.keys() - {but}) if form else ():
        sent = body[name] if isinstance(body[name], list) else [body[name]]
        shown = {value.replace("\r\n", "\n") for key, value in form["values"] if key == name}
        if missing := {str(one) for one in sent} - {""} - shown:
            found.append(f"{name}: {sorted(missing)[0][:30]!r} of {sorted(shown)[:4]}")
    return found


def test_a_refused_form_shows_what_was_sent(scene):
    """Bad input loses nothing that was typed: one field is left out, the others are still there."""
    wrong, count = [], 0
    for call in calls(scene):
        words = {name: value for name, value in call.body.items()
                 if isinstance(value, str | int | list)}  # fmt: skip
        words.pop(NOT_HIS.get(call.url), None)
        if call.method != "POST" or len(words) < 2 or call.url.startswith("accounts:"):
            continue
        browser = scene.browser("admin" if call.url.startswith("setup:") else "boss")
        for bad in [*words][:MOST_TRIED]:
            with undone():
                answer = browser.post(call.path, call.body | {bad: ""})
            if answer.status_code == 422 and b"<form" in answer.content:
                count += 1
                wrong += [f"{call.url} without {bad} loses {told}"
                          for told in lost_of(answer, words, bad)]  # fmt: skip
                break
    assert not wrong, "\n".join(["", *wrong])
    assert count >= FEWEST_REFUSED, count
