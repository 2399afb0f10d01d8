"""The headers of every answer, errors, refusals, files and pictures included (TRUST S8, S9)."""

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as now
from django.urls import reverse

from maizi.accounts.actions import signing_in
from maizi.accounts.models import User
from tests.matrix import lines
from tests.matrix.calls import calls
from tests.matrix.heads import INLINE, OUTSIDE, flaws, policy_flaws
from tests.matrix.scene import undone

log = logging.getLogger(__name__)
ROOT = Path(__file__).parents[1]
PASSWORD = "gross-und-geheim-77"
TABLE = {(line.url, line.method): line.answers for line in lines()}


pytestmark = pytest.mark.once


def asking(call) -> str:
    """Who gets furthest there: the administrator where the boss is denied."""
    told = TABLE[call.url, call.method]
    return "admin" if told["boss"] == 403 != told["admin"] else "boss"


@pytest.mark.django_db
def test_every_part_of_a_page_carries_them(scene):
    """What is fetched into a page; whole pages are looked at in tests/test_permissions.py."""
    asked, wrong = set(), []
    for call in calls(scene):
        for role in ("anonymous", asking(call)):
            with undone():
                answer = call.send(scene.browser(role), **{"HX-Request": "true"})
                signed_out = call.url == "accounts:sign_out" or role == "anonymous"
                told = flaws(answer, is_known=not signed_out)
            asked.add(answer.status_code)
            wrong += [f"{role}: {call}: {one}" for one in told]
    log.info("%s", sorted(asked))
    assert not wrong, "\n".join(["", *sorted(set(wrong))])
    assert asked >= {200, 302, 403, 404, 422}


@pytest.mark.django_db
def test_errors_carry_them_too(scene, monkeypatch):
    boss = scene.browser("boss")
    monkeypatch.setattr("maizi.kit.views.visible_rows", lambda *_: 1 / 0)
    for path, method, status in [
        ("/no/such/page/", "get", 404), ("/kit/choices/customers.tag/", "get", 500),
        ("/customers/assign/", "get", 405), ("/customers/assign/", "put", 405),
    ]:  # fmt: skip
        answer = getattr(boss, method)(path)
        assert answer.status_code == status
        assert flaws(answer, is_known=True) == [], path
    careful = scene.browser("boss", enforce_csrf_checks=True)
    answer = careful.post("/customers/assign/")
    assert answer.status_code == 403 and flaws(answer, is_known=True) == []
    assert flaws(scene.browser("anonymous").get("/no/such/page/"), is_known=False) == []
    host = boss.get("/", headers={"Host": "evil.example"})
    assert host.status_code == 400 and policy_flaws(host.headers["Content-Security-Policy"]) == []


@pytest.mark.django_db
def test_style_sheets_and_scripts_carry_them_too(client, settings, tmp_path):
    (tmp_path / "app.js").write_text("export const x = 1;")
    settings.STATIC_ROOT = str(tmp_path)
    answer = client.get("/static/app.js")
    assert answer.status_code == 200 and "javascript" in answer.headers["Content-Type"]
    assert [f for f in flaws(answer, is_known=False) if "Request-Id" not in f] == []


@pytest.mark.django_db
def test_a_file_is_a_download_that_no_browser_runs(scene):
    answer = scene.browser("chen").get(reverse("files:download", args=[scene.file.pk]))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = answer.headers["Content-Security-Policy"]
    assert "'none'" in policy or policy_flaws(policy) == []
    assert "unsafe" not in policy


@pytest.mark.parametrize("policy", [
    "default-src 'self' 'unsafe-inline'", "default-src *", "", "script-src 'unsafe-eval'",
    "default-src 'self'; img-src 'self' blob: https://cdn.example",
])  # fmt: skip
def test_a_weaker_policy_is_seen(policy):
    assert policy_flaws(policy)


@pytest.mark.parametrize("page", [
    "<script>x</script>", '<p style="color:red">', "<a onclick='x()'>", '<a href="javascript:x">',
])  # fmt: skip
def test_code_in_a_page_is_seen(page):
    assert INLINE.search(page) and not OUTSIDE.search(page)
    assert OUTSIDE.search('<img src="https://cdn.example/x.png">') and OUTSIDE.search(
        '<a href="//x">'
    )


def abroad(*command: str, **more: str) -> subprocess.CompletedProcess:
    """A command with the settings of an installation behind HTTPS."""
    place = {"MAIZI_HTTPS": "1", "MAIZI_HOSTS": "crm.example.com", "MAIZI_BEHIND_PROXY": "1",
             "DJANGO_SETTINGS_MODULE": "maizi.site.settings"}  # fmt: skip
    here = {name: value for name, value in os.environ.items() if "ASYNC_UNSAFE" not in name}
    return subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True,
                          env=here | place | more)  # fmt: skip


def test_the_framework_finds_nothing_to_complain_of():
    command = ("-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    done = abroad(*command)
    assert done.returncode == 0, done.stderr
    assert abroad(*command, MAIZI_SECRET_KEY="short").returncode != 0


NAMES = [n for n in dir(now) if n.startswith(("SESSION_COOKIE", "CSRF_COOKIE", "SECURE_"))]


@pytest.mark.django_db
def test_behind_https_cookies_are_locked_to_the_host(client, scene, settings):
    code = "import json; from django.conf import settings as s; print(json.dumps("
    code += f"{{n: getattr(s, n) for n in {NAMES}}}))"
    for name, value in json.loads(abroad("-c", code).stdout).items():
        setattr(settings, name, tuple(value) if isinstance(value, list) else value)
    User.objects.filter(pk=scene.house.chen.pk).update(password=made_password())
    form = client.get(reverse("accounts:sign_in"), secure=True)
    given = {"username": "chen", "password": PASSWORD}
    answer = client.post(reverse("accounts:sign_in"), given, secure=True)
    assert answer.status_code == 302
    cookies = {**form.cookies, **answer.cookies}
    assert {"__Host-maizi", "__Host-maizi-csrf"} <= cookies.keys()
    for name, cookie in cookies.items():
        assert cookie["secure"] and cookie["samesite"] in ("Lax", "Strict"), name
        assert cookie["path"] == "/" and not cookie["domain"], name
        assert cookie["httponly"] or not name.startswith("__Host-"), name
    assert (
        int(re.search(r"max-age=(\d+)", answer.headers["Strict-Transport-Security"])[1])
        >= 31_536_000
    )
    assert "includeSubDomains" in answer.headers["Strict-Transport-Security"]
    assert client.get("/", secure=False).headers["Location"].startswith("https://")


def made_password() -> str:
    from django.contrib.auth.hashers import make_password

    assert signing_in.WRONG
    return make_password(PASSWORD)
