"""What people type and what is stored come together: spelling, sound, initials, numbers."""

import hashlib

import pytest

from maizi.kernel.pinyin import readings
from maizi.search.rules import (
    NOTHING,
    VERSION,
    All,
    all_of,
    any_of,
    digits,
    lines_of,
    most_share,
    normalise,
    parse,
    sort_key,
    split,
    starting,
    tokens_of,
    width,
)
from maizi.search.rules.pinyin import ways
from maizi.search.terms import Document, Sort, facet
from tests.search.samples import HUANING, company, person, place

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "text",
    [
        "华宁", "郑州", "有限公司", "郑州华宁科技有限公司", "郑", "华宁 公司", "公司 郑州", "華寧",
        "hnkj", "HNKJ", "zz", "zzhnkj", "gs", "huaning", "HuaNing", "hua ning", "huan", "huanin",
        "zhengzhouh", "zheng", "z", "kejiyouxian", "8123", "38123", "138", "13800138123",
        "138-0013-8123", "+86 138 0013 8123", "4321", "037165654321", "c2026000123", "C2026-000123",
        "000123", "91110000600037341l", "7341L", "6000", "喝茶", "muller", "Müller", "ask", "zeng",
        "曾单", "zengdan", "zd", "cengdan", "华宁 8123", "hnkj 8123", "茶 hn",
    ],
)  # fmt: skip
def test_what_people_type_is_found(text):
    assert (place(HUANING, text) is None) is (text in ("138", "茶 hn"))


@pytest.mark.parametrize(
    "text",
    ["华科", "宁华", "州宁", "hkj", "ninghua", "81234", "12380", "贸易", "nkh", "㐀", "…", "%", ""],
)
def test_what_is_not_there_is_not_found(text):
    assert place(HUANING, text) is None


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("重庆长安汽车", ["chongqing", "cqca", "zhongqing", "changan"]),
        ("北京朝阳医院", ["chaoyang", "zhaoyang", "bjcy", "bjzy"]),
        ("中国银行", ["yinhang", "zgyh", "zgyx"]),
        ("吕梁绿源", ["lvliang", "luliang", "lyuliang", "lüliang", "lvyuan", "luyuan", "llly"]),
        ("厦门航空", ["xiamen", "xmhk"]),
        ("六安瓜片", ["luan", "liuan"]),
        ("西安交通", ["xian", "xi'an", "xianjiaotong", "xajt"]),
        ("3M中国", ["3m", "3M中国", "3mzg", "mzg", "zhongguo"]),
        ("58同城", ["58", "tongcheng", "58tc", "8同"]),
        ("ABB Group", ["ab", "abb", "group", "abb group", "bg", "oup"]),
        ("Société Générale", ["societe", "générale", "SOCIETE GENERALE"]),
        ("𠮷野家", ["𠮷野", "野家", "yejia"]),
        ("㐂久", ["㐂久"]),
        ("トヨタ自動車", ["トヨタ", "自动车"]),
    ],
)  # fmt: skip
def test_companies_by_sound_and_spelling(name, texts):
    assert [t for t in texts if place(company(name), t) is None] == []


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("曾国藩", ["zeng", "zengguofan", "zgf", "曾", "国藩"]),
        ("单田芳", ["shan", "shantianfang", "stf"]),
        ("解晓东", ["xie", "xiexiaodong"]),
        ("仇英", ["qiu", "qiuying", "qy"]),
        ("查良镛", ["zha", "zhaliangyong"]),
        ("尉迟恭", ["yuchi", "yuchigong", "ycg"]),
        ("万俟卨", ["moqi", "mq"]),
        ("欧阳娜娜", ["ouyangnana", "oynn"]),
    ],
)
def test_people_by_the_sound_of_their_family_name(name, texts):
    assert [t for t in texts if place(person(name), t) is None] == []


def test_one_syllable_and_one_character_mean_the_beginning():
    assert place(person("张伟"), "zhang") is not None
    assert place(person("张伟"), "wei") is None
    assert place(person("张伟"), "张") is not None
    assert place(person("张伟"), "伟") is None


def test_better_fits_rank_first():
    names = ["南京华宁电子", "花柠建材", "华宁", "华宁贸易", "宁波海宁", "河南省"]
    ranks = {n: place(company(n), "华宁") for n in names}
    assert sorted((n for n in names if ranks[n] is not None), key=ranks.get) == [
        "华宁", "华宁贸易", "南京华宁电子",
    ]  # fmt: skip
    assert place(company("华宁"), "huaning") < place(company("南京华宁"), "huaning")
    assert place(company("南京华宁"), "huaning") < place(company("华宁"), "hn")
    assert place(company("华宁"), "hn") < place(company("南京华宁"), "hn")


def test_a_phone_that_ends_with_it_ranks_before_one_that_contains_it():
    ends = Document(1, [(Sort.PHONE, "13900008123")])
    has = Document(1, [(Sort.PHONE, "13981230000")])
    assert place(ends, "8123") < place(has, "8123")


def test_sorts_that_somebody_may_not_search_in_are_left_out():
    sorts = frozenset(Sort) - {Sort.PHONE}
    assert parse("8123", sorts).loose != parse("8123").loose
    assert "+8123" not in str(parse("8123", sorts).loose)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("郑州華寧（集团）", "郑州华宁集团"), ("ＡＢＣ　１２３", "abc123"), ("Café-Ö", "cafeo"),
        ("乾隆", "乾隆"), ("①", "1"), ("ﬁn", "fin"), ("___", ""), ("İ", "i"),
    ],
)  # fmt: skip
def test_one_spelling(text, normal):
    assert normalise(text) == normal


def test_numbers_lose_the_country_code():
    assert [digits(t) for t in ("+86 13800138000", "0086-13800138000", "010-62345678", "无")] == [
        "13800138000", "13800138000", "01062345678", "",
    ]  # fmt: skip


def test_names_in_the_order_people_expect():
    names = ["重庆", "长沙", "阿坝", "3M", "曾国藩", "Zeta"]
    ordered = sorted(names, key=lambda n: sort_key(normalise(n), is_person=n == "曾国藩"))
    assert ordered == ["3M", "阿坝", "长沙", "重庆", "曾国藩", "Zeta"]


def test_readings_follow_the_word():
    assert [r[0] for r in readings("重庆长沙银行厦门大厦")] == [
        "chong", "qing", "chang", "sha", "yin", "hang", "xia", "men", "da", "sha",
    ]  # fmt: skip


def test_letters_split_into_syllables_in_every_sensible_way():
    assert [[s[0] for s in way[:-1]] for way in ways("xianga")] == [
        ["xiang"],
        ["xian"],
        ["xi", "ang"],
        ["xi", "an"],
    ]
    assert ways("hnkj") == ways("x1") == ways("中") == ()
    assert all(len(ways(text)) <= 6 for text in ("anan" * 10, "xianxianxian", "a" * 40))


def test_facets_never_collide_with_texts_or_each_other():
    pairs = [
        ("a", "b c"),
        ("a", "b_c"),
        ("a", "B c"),
        ("a", '"'),
        ("a", "~22~"),
        ("a", ""),
        ("ab", ""),
    ]
    tokens = [facet(*pair) for pair in pairs]
    assert len(set(tokens)) == len(tokens) - 1  # B and b are one
    assert all(t.startswith("=") and " " not in t and '"' not in t for t in tokens)


def test_needs_are_simplified():
    assert all_of(["a", all_of(["b", "a"])]) == All(("a", "b"))
    assert all_of(["a", any_of([])]) == any_of([]) == NOTHING
    assert any_of(["a", all_of([])]) == all_of([])
    assert all_of([any_of(["a"])]) == "a"
    assert (
        most_share(all_of(["a", any_of(["b", "c"])]), {"a": 0.5, "b": 0.1, "c": 0.2}.get)
        == 0.1 + 0.2
    )


def test_a_need_splits_into_its_frequent_and_its_rare_part():
    frequent = {"a", "b"}.__contains__
    assert split(any_of(["a", "x", "b", "y"]), frequent) == [any_of(["a", "b"]), any_of(["x", "y"])]
    assert split(all_of(["k", any_of(["a", "x"])]), frequent) == [
        all_of(["a", "k"]), all_of(["x", "k"]),
    ]  # fmt: skip
    for whole in ("a", any_of(["a", "b"]), all_of(["a", "x"]), all_of([]), NOTHING):
        assert split(whole, frequent) == ([whole] if whole != NOTHING else [])
    assert width(all_of(["a", any_of(["b", "c"])])) == 1
    assert width(any_of(["a", all_of(["b", "c"]), "d"])) == 3
    assert width(all_of([])) == width(NOTHING) == 0


def test_only_one_whole_word_can_begin_a_name():
    assert starting(parse("华宁")) == All(("^华宁", "华宁"))
    assert starting(parse("华")) is starting(parse("华 宁")) is None


def test_other_tokens_need_another_version():
    """Tokens of the past are found in every database: change VERSION with this number."""
    tokens = sorted(tokens_of(lines_of(HUANING), [facet("owner", 7)]))
    heard = [list(readings(chr(code))) for code in range(0x4E00, 0x9FA6)]
    stamp = hashlib.sha256(repr((tokens, heard)).encode()).hexdigest()[:12]
    assert (VERSION, stamp) == (1, "5f5d727e6481")
