"""Texts: one of each kind is seen, carried, translated, checked and shown."""

import gettext

import pytest

from maizi.kit.jinja import environment
from scripts import messages
from scripts.catalogue import Entry, read_po, write_mo, write_po

pytestmark = pytest.mark.once

CODE = """
from django.utils.translation import gettext, gettext_lazy as _, ngettext, pgettext
a = gettext("函数里的")
b = _("懒的")
c = N_("标记的")
d = ngettext("{n} 位客户", "{n} 位客户们", n)
e = pgettext("月份", "三月")
raise Refused("客户 {name} 已被锁定。", name=name)
raise Refused(_("嵌套的"))
f = _("plain english"), _(variable)
g = N_("两行"
       "合一")
"""
PAGE = """{% extends "kit/page.html" %}
{% do x.append(1) %}
<h1 title="{{ _("属性里的") }}">{{ gettext('函数') }}</h1>
{{ ngettext("%(num)s 条", "%(num)s 条们", n)|format(num=n) }} {{ pgettext("按钮", "打开") }}
{% trans name=user.name %}你好，{{ name }}{% endtrans %}
{% trans count=n %}一行{% pluralize %}{{ count }} 行{% endtrans %}
"""


@pytest.fixture
def house(tmp_path):
    """A tree with one app that speaks in every way there is."""
    app = tmp_path / "maizi" / "shop"
    (app / "templates" / "shop").mkdir(parents=True)
    (app / "__init__.py").touch()
    (app / "views.py").write_text(CODE)
    (app / "templates" / "shop" / "list.html").write_text(PAGE)
    return tmp_path


def english_of(house):
    return house / "maizi/shop/locale/en/LC_MESSAGES/django.po"


def test_one_message_of_each_kind_is_seen(house):
    found = {(e.context, e.text, e.plural) for e in messages.texts_of(house / "maizi" / "shop")}
    assert found == {
        ("", "函数里的", ""),
        ("", "懒的", ""),
        ("", "标记的", ""),
        ("", "{n} 位客户", "{n} 位客户们"),
        ("月份", "三月", ""),
        ("", "客户 {name} 已被锁定。", ""),
        ("", "嵌套的", ""),
        ("", "两行合一", ""),
        ("", "属性里的", ""),
        ("", "函数", ""),
        ("", "%(num)s 条", "%(num)s 条们"),
        ("按钮", "打开", ""),
        ("", "你好，%(name)s", ""),
        ("", "一行", "%(count)s 行"),
    }


def test_collecting_fills_traditional_and_leaves_english_empty(house):
    messages.collect(house)
    english = {e.text: e for e in read_po(english_of(house))}
    other = house / "maizi/shop/locale/zh_Hant/LC_MESSAGES/django.po"
    traditional = {e.text: e for e in read_po(other)}
    assert english["{n} 位客户"].translations == ("", "")
    assert traditional["{n} 位客户"].translations == ("{n} 位客戶們",)
    assert traditional["你好，%(name)s"].translations == ("你好，%(name)s",)
    assert not any(e.is_translated for e in english.values())


def test_collecting_twice_changes_nothing_and_tells_no_time(house):
    messages.collect(house)
    first = english_of(house).read_bytes()
    messages.collect(house)
    assert english_of(house).read_bytes() == first
    assert b"20" not in first
    assert b"views.py" not in first


def test_collecting_keeps_what_people_wrote_and_drops_what_is_gone(house):
    messages.collect(house)
    write_po(english_of(house), "en", [
        Entry("懒的", translations=("lazy",), notes=("the cat",)),
        Entry("没有了", translations=("gone",)),
    ])  # fmt: skip
    messages.collect(house)
    english = {e.text: e for e in read_po(english_of(house))}
    assert english["懒的"] == Entry("懒的", translations=("lazy",), notes=("the cat",))
    assert "没有了" not in english


def test_a_manual_traditional_text_is_left_alone(house):
    messages.collect(house)
    place = house / "maizi/shop/locale/zh_Hant/LC_MESSAGES/django.po"
    write_po(place, "zh_Hant", [Entry("懒的", translations=("慵懶的",), notes=("manual",))])
    messages.collect(house)
    assert {e.text: e for e in read_po(place)}["懒的"].translations == ("慵懶的",)


def test_another_apps_translation_is_taken_over(house):
    messages.collect(house)
    write_po(english_of(house), "en", [Entry("懒的", translations=("lazy",))])
    other = house / "maizi" / "inn"
    other.mkdir()
    (other / "__init__.py").write_text("x = _('懒的')")
    messages.collect(house)
    assert read_po(messages.catalogue_of(other, "en"))[0].translations == ("lazy",)


@pytest.mark.parametrize(
    ("entry", "language", "told"),
    [
        (Entry("你好", translations=("",)), "en", "is not translated"),
        (Entry("你好", "你们好", translations=("hi", "")), "en", "is not translated"),
        (Entry("你好 {name}", translations=("hello",)), "en", "placeholders"),
        (Entry("你好", translations=("hello {name}",)), "en", "placeholders"),
        (Entry("第 %(n)s 页", translations=("page %(m)s",)), "en", "placeholders"),
        (Entry("你好", translations=("hello 你",)), "en", "still Chinese"),
    ],
)
def test_the_check_sees_a_planted_fault(entry, language, told):
    assert told in " ".join(messages.entry_flaws(entry, language))


@pytest.mark.parametrize(
    "entry",
    [
        Entry("你好 {name}", translations=("hello {name}",)),
        Entry("{n} 位", "{n} 位们", translations=("one", "{n} people")),
        Entry("满 100%", translations=("100% full",)),
    ],
)
def test_a_good_translation_passes(entry):
    assert list(messages.entry_flaws(entry, "en")) == []


def test_the_check_sees_missing_obsolete_and_contradicting_entries(house):
    messages.collect(house)
    write_po(english_of(house), "en", [Entry("没有了", translations=("gone",))])
    other = house / "maizi" / "inn"
    other.mkdir()
    (other / "__init__.py").write_text("x = _('标记的')")
    write_po(messages.catalogue_of(other, "en"), "en", [Entry("标记的", translations=("one",))])
    write_po(
        english_of(house), "en",
        [Entry("没有了", translations=("gone",)), Entry("标记的", translations=("two",))],
    )  # fmt: skip
    wrong = "\n".join(messages.flaws(house))
    assert "“懒的” is missing" in wrong
    assert "“没有了” is used no more" in wrong
    assert "“标记的” is “one” elsewhere" in wrong


def test_a_catalogue_survives_writing_and_reading(tmp_path):
    entries = [
        Entry('引号 " 反斜 \\ 换行\n制表\t', translations=("a\nb",)),
        Entry("有", "有们", "上下文", ("one", "many"), ("a note",)),
    ]
    write_po(tmp_path / "x.po", "en", entries)
    assert read_po(tmp_path / "x.po") == sorted(entries)


def test_gettext_reads_what_is_built(tmp_path):
    entries = [
        Entry("懒的", translations=("lazy",)),
        Entry("{n} 位", "{n} 位们", translations=("one", "{n} people")),
        Entry("三月", context="月份", translations=("March",)),
        Entry("空的", translations=("",)),
    ]
    write_mo(tmp_path / "x.mo", "en", entries)
    with (tmp_path / "x.mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    assert read.gettext("懒的") == "lazy"
    assert read.ngettext("{n} 位", "{n} 位们", 1) == "one"
    assert read.ngettext("{n} 位", "{n} 位们", 5) == "{n} people"
    assert read.pgettext("月份", "三月") == "March"
    assert read.gettext("空的") == "空的"


def test_pages_look_texts_up_under_the_collected_ids(house):
    """What a page asks for is what was collected, blocks and their white space included."""
    asked = []

    def note(text, *more):
        asked.append(text)
        return text

    made = environment(autoescape=True)
    made.install_gettext_callables(note, note, newstyle=False, pgettext=lambda c, t: note(t))
    page = PAGE.split("\n", 1)[1]
    made.from_string(page).render(x=[], n=2, user={"name": "李"})
    place = house / "maizi/shop/templates/shop/list.html"
    assert set(asked) == {e.text for e in messages.texts_in(place)}
