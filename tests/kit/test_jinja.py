"""Pages are compiled once for each language, with their fixed words in it."""

import gettext
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import engines
from django.utils import translation
from jinja2 import DictLoader

from maizi.kit import compiled, jinja

ASKS = '{{ _("保存") }} {{ _(word) }} {% for w in (_("取消"),) %}{{ w }}{% endfor %}'


def told(language: str) -> str:
    with translation.override(language):
        return engines["jinja2"].env.from_string(ASKS).render(word="新建")


def test_each_language_has_its_words_in_one_process():
    assert told("zh-hans") == "保存 新建 取消"
    assert told("en") == "Save Create Cancel"
    assert told("zh-hans") == "保存 新建 取消"


def test_words_are_fixed_in_the_compiled_page_and_escaped():
    with translation.override("en"):
        env = engines["jinja2"].env
        code = env.compile(ASKS, raw=True)
        assert "'Save " in code and "保存" not in code
        assert env.from_string('{{ _("<b>") }}').render() == "&lt;b&gt;"


def test_what_is_imported_speaks_the_same_language():
    asked = '{% from "ui/dialog.html" import dialog %}{% call dialog("a", "b") %}{% endcall %}'
    for language, word in (("zh-hans", "关闭"), ("en", "Close")):
        with translation.override(language):
            assert word in engines["jinja2"].env.from_string(asked).render()


def test_an_address_follows_the_place_of_the_site(settings):
    from django.urls import set_script_prefix

    assert jinja.address("desk:today") == "/"
    set_script_prefix("/crm/")
    try:
        assert jinja.address("desk:today") == "/crm/"
    finally:
        set_script_prefix("/")


@pytest.fixture
def ask(tmp_path, monkeypatch):
    """What a process that just started says, and which templates it had to compile."""

    def ask(language: str, source: str = ASKS) -> tuple[str, int]:
        made = jinja.environment(folder=tmp_path / "kept", loader=DictLoader({"a.html": source}))
        with translation.override(language):
            env, counted = made.speaking(language), []
            work = env.compile
            monkeypatch.setattr(env, "compile", lambda *a, **k: counted.append(1) or work(*a, **k))
            return env.get_template("a.html").render(word="新建"), len(counted)

    return ask


def test_the_next_process_reads_what_was_compiled_in_its_language(ask):
    assert ask("zh-hans") == ("保存 新建 取消", 1)
    assert ask("zh-hans") == ("保存 新建 取消", 0)
    assert ask("en") == ("Save Create Cancel", 1)
    assert ask("zh-hans") == ("保存 新建 取消", 0)
    assert ask("zh-hans", "{{ word }}") == ("新建", 1)


def speak(folder: Path, words: dict[str, str]) -> None:
    """Lay words for English; whoever has spoken already goes on with his own."""
    catalogue = Catalog(locale="en")
    for told, word in words.items():
        catalogue.add(told, word)
    place = folder / "en" / "LC_MESSAGES" / "django.mo"
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as file:
        write_mo(file, catalogue)


def test_other_words_are_compiled_anew(ask, settings, tmp_path):
    ask("en")
    speak(tmp_path / "words", {"保存": "Keep"})
    settings.LOCALE_PATHS = [tmp_path / "words"]
    assert ask("en") == ("Keep Create Cancel", 1)


def test_a_process_that_speaks_old_words_keeps_them_from_those_that_speak_new_ones(
    ask, settings, tmp_path, monkeypatch
):
    speak(tmp_path / "words", {"保存": "Keep"})
    settings.LOCALE_PATHS = [tmp_path / "words"]
    with translation.override("en"):
        assert translation.gettext("保存") == "Keep"
    speak(tmp_path / "words", {"保存": "Store"})  # the update comes while the old process runs
    assert ask("en") == ("Keep Create Cancel", 1)
    monkeypatch.setattr(gettext, "_translations", {})  # a new process reads the words anew
    settings.LOCALE_PATHS = [tmp_path / "words", tmp_path / "none"]
    assert ask("en") == ("Store Create Cancel", 1)


def test_other_addresses_of_static_files_are_compiled_anew(ask, monkeypatch):
    ask("en")
    monkeypatch.setattr(staticfiles_storage, "manifest_hash", "other")
    assert ask("en")[1] == 1


def test_a_template_changed_later_is_compiled_anew_where_templates_are_reloaded(tmp_path):
    source = {"a.html": "{{ word }}"}
    made = jinja.environment(
        folder=tmp_path / "kept", auto_reload=True, loader=DictLoader(source)
    ).speaking("en")
    assert made.get_template("a.html").render(word="1") == "1"
    source["a.html"] = "{{ word }}!"
    assert made.get_template("a.html").render(word="1") == "1!"


@pytest.mark.parametrize("share", [0, 0.01, 0.1, 0.5, 0.99])
def test_a_file_cut_short_is_dropped_and_written_anew(ask, tmp_path, share):
    ask("en")
    (file,) = (tmp_path / "kept").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    assert ask("en") == ("Save Create Cancel", 1)
    assert file.read_bytes() == whole
    assert ask("en")[1] == 0


def test_a_file_with_foreign_bytes_is_dropped(ask, tmp_path):
    ask("en")
    (file,) = (tmp_path / "kept").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:60] + b"?" * (len(whole) - 60))
    assert ask("en") == ("Save Create Cancel", 1)


def test_a_folder_that_cannot_be_made_breaks_nothing(ask, tmp_path):
    (tmp_path / "kept").write_text("a file where the folder should be")
    assert ask("en") == ask("en") == ("Save Create Cancel", 1)


def test_a_full_disk_keeps_nothing_and_breaks_nothing(ask, monkeypatch, tmp_path):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(compiled, "replace", full)
    assert ask("en") == ask("en") == ("Save Create Cancel", 1)
    assert list((tmp_path / "kept").iterdir()) == []
