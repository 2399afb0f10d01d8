"""Pages are compiled once for each language, with their fixed words in it."""

from django.template import engines
from django.utils import translation

from maizi.kit import jinja

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
