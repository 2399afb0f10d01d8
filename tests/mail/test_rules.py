"""Letters in every charset and shape, threads, bounces, audiences: without a server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.kernel.errors import Refused
from maizi.mail.rules import addresses, audience, markup, templates, threads
from maizi.mail.rules.audience import Candidate
from maizi.mail.rules.bounces import bounce_in
from maizi.mail.rules.letters import Unreadable, read_letter
from maizi.mail.rules.patience import AFTER_FAILURES, next_fetch, next_try
from maizi.mail.rules.troubles import trouble_of
from maizi.mail.rules.words import decoded, header_text
from maizi.mail.terms import Drop, Trouble

from .conftest import LETTERS

pytestmark = pytest.mark.once


def read(name: str):
    return read_letter((LETTERS / f"{name}.eml").read_bytes())


def test_gbk_with_a_word_cut_inside_a_character():
    one = read("gbk")
    assert one.subject == "关于数控车床的报价（急）"
    assert one.sender == ("王芳", "wangfang@tongchuang.cn")
    assert "镕基路" in one.text  # 镕 is not in GB2312, whatever the letter says


def test_raw_gb18030_and_big5():
    assert read("gb18030").subject == "生僻字：龑䶮" and "龑䶮" in read("gb18030").text
    assert read("big5").sender[0] == "林志明" and "加工中心之報價" in read("big5").text


def test_related_parts_winmail_and_hostile_markup():
    one = read("related")
    assert [f.name for f in one.files] == ["photo.png", "winmail.dat", "技术要求.txt", "setup.exe"]
    assert one.files[0].cid == "photo1" and one.references == ("gbk-1@tongchuang.cn",)
    assert "附上现场照片" in one.text and "alert" not in one.text
    for bad in ("script", "javascript:", "iframe", "form", "style", "onload", "input"):
        assert bad not in one.markup
    assert markup.has_remote_pictures(one.markup)
    shown = markup.shown(one.markup, enclosed={"photo1": "/files/1/"}, with_pictures=False)
    assert "tracker" not in shown and "/files/1/" in shown
    shown = markup.shown(one.markup, enclosed={"photo1": "/files/1/"}, with_pictures=True)
    assert "https://tracker.example.net" in shown and "/files/1/" in shown


def test_a_letter_cut_off_is_read_as_far_as_it_goes():
    one = read("cut")
    assert one.text.startswith("中文正文没有") and one.at is None and one.subject == "中文"


@given(st.binary(max_size=400))
def test_no_bytes_crash_the_reader(raw):
    for bytes_ in (raw, b"Subject: x\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n" + raw):
        try:
            read_letter(bytes_)
        except Unreadable:
            continue


@given(st.text(max_size=80), st.sampled_from(["gbk", "gb2312", "big5", "x-y", "", "utf-7"]))
def test_text_in_any_charset_is_never_an_error(text, charset):
    assert isinstance(decoded(text.encode("utf-8"), charset), str)
    assert "\n" not in header_text(text)


@given(st.text(alphabet="<>\"'= abcdefhijmnoprst:/&;-!", max_size=200))
def test_cleaned_markup_stays_clean(text):
    once = markup.cleaned(text)
    assert "<script" not in once and "javascript:" not in once.replace("&", "")[:0]
    assert markup.cleaned(once) == once


@pytest.mark.parametrize(
    ("raw", "charset"),
    [(rb"hallo \ud800 welt", "unicode_escape"), (b"x+2AA-", "utf-7"), (b"x\x00y", "utf-8")],
)
def test_no_charset_of_a_stranger_makes_text_that_no_database_takes(raw, charset):
    assert "\x00" not in decoded(raw, charset)
    assert decoded(raw, charset).encode()
    told = header_text(f"=?{charset}?Q?=5Cud800?= a\x00b")
    assert told.encode() and "\x00" not in told


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Re: 询价", "询价"), ("回复：回复: 询价", "询价"), ("转发：RE[2]: 询价", "询价"),
        ("答复: Quote", "quote"), ("请回复：见附件", "请回复：见附件"),
    ],
)  # fmt: skip
def test_subjects_are_compared_bare(subject, bare):
    assert threads.bare_subject(subject) == bare


def test_threads_by_references_then_by_subject_of_answers_only():
    known, by = {"a@x": 1, "b@x": 2}, {"询价": 7}
    assert threads.thread_for(["a@x", "b@x"], known, subject="别的", by_subject=by) == 2
    assert threads.thread_for(["z@x"], known, subject="Re: 询价", by_subject=by) == 7
    assert threads.thread_for([], known, subject="Re: 询价", by_subject=by) == 7
    assert threads.thread_for([], known, subject="询价", by_subject=by) is None


def test_the_new_words_of_an_answer():
    text = "同意。\n\n在 2026年11月3日，陈默写道：\n> 两台 386,000"
    assert threads.new_words(text) == "同意。"
    assert threads.new_words("收到\n------------------ 原始邮件 ------------------\nx") == "收到"


def test_a_delivery_report_is_understood():
    found = bounce_in(read("bounce"))
    assert found.is_final and found.receivers == ("wangfang@tongchuang.cn",)
    assert found.letter_id == "LETTER@fenggu.example.cn"
    assert bounce_in(read("gbk")) is None


def test_patience_grows_and_never_ends():
    from datetime import UTC, datetime

    now = datetime(2026, 3, 2, tzinfo=UTC)
    assert next_fetch(1, now) - now == AFTER_FAILURES[0]
    assert next_fetch(500, now) - now == AFTER_FAILURES[-1]
    assert next_try(6, now) is None


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        ("Login fail. Account is abnormal, service is not open, password is incorrect",
         Trouble.SWITCHED_OFF),
        ("[AUTHENTICATIONFAILED] Authentication failed.", Trouble.PASSWORD),
        ("SELECT Unsafe Login. Please contact kefu@188.com for help", Trouble.PASSWORD),
        ("System busy, too many connections", Trouble.LIMITED), ("", Trouble.SILENT),
    ],
)  # fmt: skip
def test_what_servers_say_becomes_something_to_do(answer, trouble):
    assert trouble_of(answer) == trouble


def test_receivers_as_people_type_them():
    sound, unsound = addresses.split_addresses("王芳 <A@x.cn>；b@x.cn，a@x.cn、王五")
    assert sound == ["a@x.cn", "b@x.cn"] and unsound == ["王五"]
    assert addresses.host_of("a@qq.com") == "" and addresses.host_of("a@fenggu.cn") == "fenggu.cn"


def test_an_audience_with_the_reason_for_everybody_left_out():
    def one(n, address="", **more):
        given = {"is_bad": False, "ruling": ""} | more
        return Candidate(n, n, address, **given)

    kept, drops = audience.chosen(
        [
            one(1, "a@x.cn"), one(2, "A@x.cn"), one(3), one(4, "d@x.cn", ruling="silent"),
            one(5, "e@x.cn", ruling="refused"), one(6, "f@x.cn", ruling="stopped"),
            one(7, "g@x.cn", is_bad=True),
        ],
        set(),
    )  # fmt: skip
    assert [c.customer for c in kept] == [1]
    assert drops == dict.fromkeys(
        (Drop.TWICE, Drop.NO_ADDRESS, Drop.SILENT, Drop.REFUSED, Drop.BLOCKED, Drop.BAD_ADDRESS), 1
    )
    with pytest.raises(Refused, match="没有同意接收营销信息 3 位、没有邮箱 1 位"):
        audience.refuse_nobody(0, {"no_address": 1, "silent": 3})
    with pytest.raises(Refused, match="一个人也没有"):
        audience.refuse_nobody(0, {})


def test_a_field_left_open_blocks_sending():
    assert templates.filled("{{ 联系人 }}您好", {"联系人": "王芳"}) == "王芳您好"
    with pytest.raises(Refused, match="联系人"):
        templates.refuse_unfilled(["{{联系人}}您好"])
