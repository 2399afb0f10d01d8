"""What the tests need is found or brought, or one sentence says what could not be got."""

import sys

import pytest

from scripts import check, prepare, provide_browser, provide_postgres
from scripts.provide_postgres import Server, Unfit

pytestmark = pytest.mark.once


def nowhere():
    raise Unfit


def test_the_first_route_that_works_is_taken_and_closed(monkeypatch):
    closed = []
    routes = {
        "given": nowhere,
        "running": lambda: (Server("postgres://a/", "one"), lambda: closed.append("one")),
        "private": lambda: (Server("postgres://b/", "two"), lambda: closed.append("two")),
    }
    monkeypatch.setattr(provide_postgres, "POSTGRES_ROUTES", routes)
    with provide_postgres.provide_postgres() as server:
        assert server.told == "one"
        assert closed == []
    assert closed == ["one"]
    with provide_postgres.provide_postgres("private") as server:
        assert server.told == "two"


def test_without_any_server_one_sentence_says_so(monkeypatch):
    monkeypatch.setattr(provide_postgres, "POSTGRES_ROUTES", {"given": nowhere})
    with (
        pytest.raises(SystemExit, match="install postgresql"),
        provide_postgres.provide_postgres(),
    ):
        pass


def test_a_named_server_that_refuses_us_is_not_passed_over(monkeypatch):
    monkeypatch.setenv("MAIZI_TEST_POSTGRES", "postgres://nobody@127.0.0.1:1/")
    with (
        pytest.raises(SystemExit, match="MAIZI_TEST_POSTGRES"),
        provide_postgres.provide_postgres("given"),
    ):
        pass


def test_the_version_of_a_server_is_read(tmp_path):
    for name, told in (("a", "postgres (PostgreSQL) 15.20 (Debian 15.20-0)"), ("b", "no")):
        (tmp_path / name).mkdir()
        program = tmp_path / name / "postgres"
        program.write_text(f"#!/bin/sh\necho '{told}'\n")
        program.chmod(0o755)
    assert provide_postgres.server_version(tmp_path / "a") == 15
    assert provide_postgres.server_version(tmp_path / "b") == 0
    assert provide_postgres.server_version(tmp_path / "c") == 0


def test_without_any_browser_one_sentence_says_so(monkeypatch):
    provide_browser.provide_browser.cache_clear()
    monkeypatch.setattr(provide_browser, "BROWSER_ROUTES", {"given": nowhere})
    monkeypatch.setattr(provide_browser, "has_driver", lambda: True)
    with pytest.raises(SystemExit, match="install chromium"):
        provide_browser.provide_browser()


def test_a_driver_that_does_not_start_is_named(monkeypatch):
    provide_browser.provide_browser.cache_clear()
    monkeypatch.setattr(provide_browser, "has_driver", lambda: False)
    monkeypatch.setattr(provide_browser, "apt_install", lambda *packages: False)
    with pytest.raises(SystemExit, match="libatomic1"):
        provide_browser.provide_browser()


def test_a_named_browser_that_does_not_start_is_not_passed_over(monkeypatch, tmp_path):
    provide_browser.provide_browser.cache_clear()
    monkeypatch.setenv("MAIZI_CHROMIUM", str(tmp_path / "none"))
    with pytest.raises(SystemExit, match="MAIZI_CHROMIUM"):
        provide_browser.provide_browser("given")


def test_a_browser_without_a_window_has_one_with_a_camera_beside_it(monkeypatch, tmp_path):
    here = {}
    for name in ("chromium", provide_browser.SHELL):
        here[name] = tmp_path / name
        here[name].write_text("#!/bin/sh\n")
        here[name].chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(provide_browser, "NAMES", ["chromium"])
    found = provide_browser._installed()
    assert (found.path, found.whole) == (str(here[provide_browser.SHELL]), str(here["chromium"]))
    monkeypatch.setenv("MAIZI_CHROMIUM", found.path)
    assert provide_browser._given().whole == str(here["chromium"])
    here.pop(provide_browser.SHELL).unlink()
    monkeypatch.setattr(provide_browser, "SHELL", "no-such-browser")
    assert provide_browser._installed().path == str(here["chromium"])
    monkeypatch.setattr(provide_browser, "NAMES", ["no-such-browser"])
    with pytest.raises(provide_browser.Unfit):
        provide_browser._installed()


@pytest.mark.parametrize(
    ("address", "start", "end"),
    [
        ("postgres://me@h:1/", "postgres://me@h:1/maizi_check_", "?pool=0"),
        ("postgres://me@:1/?host=/run", "postgres://me@:1/maizi_check_", "?host=/run&pool=0"),
    ],
)
def test_every_run_has_a_database_of_its_own(address, start, end):
    made = check.test_database(Server(address, ""))
    assert made.startswith(start)
    assert made.endswith(end)


def test_an_unfit_python_is_refused_in_one_sentence(monkeypatch):
    monkeypatch.setattr(prepare.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(prepare.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 to 3\.13; this is 3\.9\."):
        prepare.fit_python()


def test_another_python_on_the_path_is_taken(monkeypatch):
    monkeypatch.setattr(prepare.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(prepare.shutil, "which", {"python3.12": "/x/python3.12"}.get)
    assert prepare.fit_python() == "/x/python3.12"


def test_a_python_without_venv_and_pip_is_told_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(prepare, "fit_uv", lambda: None)
    monkeypatch.setattr(prepare, "fit_python", lambda: sys.executable)
    monkeypatch.setattr(prepare, "succeeds", lambda command: False)
    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        prepare.make_environment(tmp_path / "x")


def test_a_step_shows_what_it_prints_and_keeps_its_last_line(capsys):
    code = "print('one'); print('two', end=''); raise SystemExit(3)"
    outcome = check.step("trial", [sys.executable, "-c", code], {})
    assert (outcome.is_good, outcome.closing) == (False, "two")
    assert "one" in capsys.readouterr().out
