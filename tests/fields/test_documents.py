"""Templates and prints: versions, rights, masking, filed copies, the seal."""

import hashlib
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.models import Appointment, Role
from maizi.customers.models import Activity, Contact
from maizi.fields import access, queries
from maizi.fields.actions import (
    add_template,
    change_seal,
    drawing,
    print_document,
    retire_template,
    try_template,
    use_template,
)
from maizi.fields.models import CompanySeal, DocumentTemplate, PrintRecord
from maizi.fields.rules.packages import open_package
from maizi.files.queries import open_stream
from maizi.history.queries import entries_of
from maizi.kernel.errors import Refused
from tests.fields.papers import paragraph, png, texts_of, word
from tests.house import fresh

pytestmark = pytest.mark.django_db
KIND = "customers.customer"
PHONE = "13912340077"


@pytest.fixture
def customer(house):
    row = house.customer("南京华宁机电设备有限公司", house.chen, mobile=PHONE, city="南京市",
                         registered_capital_yuan="5000000.00")  # fmt: skip
    Contact.objects.create(customer=row, name="王芳", mobile="13912340088")
    Activity.objects.create(customer=row, content="报价已发", at=timezone.now(), author=house.chen)
    return row


def content_of(made) -> bytes:
    with open_stream(made.file) as content:
        return content.read()


def template(name):
    return next(t for t in queries.used_templates(KIND) if t.name == name)


def upload(content: bytes, name: str = "合同.docx"):
    return ContentFile(content, name=name)


def added(house, content, name="对账函"):
    return add_template(upload(content), by=house.admin, kind=KIND, name=name)


@pytest.mark.parametrize("name", ["客户基本信息表", "客户基本信息表（Word）", "客户资料管理表"])
def test_the_shipped_templates_pass_their_own_check_and_print(house, customer, name):
    shipped = next(t for t in queries.shipped_templates(KIND) if t.name == name)
    own = added(house, shipped.read(), name)  # what a company does: download, change, upload
    assert own.version == 1 and try_template(shipped, by=house.chen)
    made = print_document(template(name), row=customer, by=fresh(house.chen))
    assert made.sha256 == hashlib.sha256(content_of(made)).hexdigest()
    told = entries_of(customer).first()
    assert told.verb == "print" and told.changes["内容哈希"][1] == made.sha256


def test_a_pdf_is_an_archive_with_its_fonts_inside(house, customer):
    card = template("客户基本信息表")
    made = print_document(card, row=customer, by=fresh(house.chen), is_filed=True)
    pdf = content_of(made)
    assert pdf.startswith(b"%PDF-1.7") and b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
    assert b"/FontFile" in pdf and b"NotoSansSC" in pdf and b"/JavaScript" not in pdf
    assert made.file.retention == "kept" and made.file.media_type == "application/pdf"


def test_the_same_print_is_the_same_bytes(house, customer):
    now = timezone.now()
    card, chen = template("客户基本信息表"), fresh(house.chen)
    one, other = (print_document(card, row=customer, by=chen, now=now) for _ in range(2))
    assert one.sha256 == other.sha256


def test_the_values_of_the_card(house, customer):
    values = queries.values_for(fresh(house.lin), customer, site="https://crm.example")
    assert values["注册资本大写"] == "伍佰万元整" and values["注册资本"] == "5,000,000.00"
    assert values["手机"] == PHONE and values["联系人"][0]["姓名"] == "王芳"
    assert values["跟进记录"][0]["内容"] == "报价已发" and values["跟进记录"][0]["跟进人"] == "陈默"
    assert values["记录地址"] == f"https://crm.example/customers/{customer.pk}/"
    assert values["打印人"] == "林悦" and values["公司名称"] == "集团"
    sample = access.document_of(KIND).sample
    assert set(values) == {*sample, *access.STANDARD}, "a trial shows what a print has"


def test_a_document_shows_only_what_its_printer_may_see(house, customer):
    """service may see contacts masked (M-4), its colleagues of the pool nothing at all."""
    Appointment.objects.filter(user=house.service).update(scope="all")
    service = fresh(house.service)
    made = print_document(template("客户基本信息表（Word）"), row=customer, by=service)
    text = texts_of(content_of(made))
    assert PHONE not in text and "139****0077" in text and "13912340088" not in text
    whole = print_document(template("客户基本信息表（Word）"), row=customer, by=fresh(house.chen))
    assert PHONE in texts_of(content_of(whole)), "the control"
    pooled = house.customer("公海客户", pool=house.pool, mobile="13912340099")
    text = texts_of(content_of(
        print_document(template("客户基本信息表（Word）"), row=pooled, by=fresh(house.chen))
    ))  # fmt: skip
    assert "13912340099" not in text and "139****0099" in text


def test_hidden_groups_stay_blank(house, customer):
    Role.objects.filter(code="salesperson").update(field_access={"basic": "read"})
    values = queries.values_for(fresh(house.chen), customer)
    assert (
        values["手机"] == "" and values["联系人"][0]["手机"] == "" and values["联系人"][0]["姓名"]
    )


def test_versions_follow_each_other_and_one_is_used(house, customer):
    first = added(house, word(paragraph("一：{{客户名称}}")))
    second = added(house, word(paragraph("二：{{客户名称}}")))
    assert [first.version, second.version] == [1, 2] and len(queries.used_templates(KIND)) == 3
    use_template(first, by=house.admin)
    use_template(second, by=house.admin)
    assert [t.version for t in queries.used_templates(KIND) if t.name == "对账函"] == [2]
    made = print_document(template("对账函"), row=customer, by=fresh(house.chen))
    assert "二：南京华宁" in texts_of(content_of(made)) and made.template_version == 2
    second.refresh_from_db()
    retire_template(second, by=house.admin)
    assert "对账函" not in [t.name for t in queries.used_templates(KIND)]


def test_a_company_s_own_takes_the_place_of_the_shipped_one(house):
    own = added(house, "# 客户表\n{{客户名称}}".encode(), "客户基本信息表")
    assert template("客户基本信息表").version == 0
    use_template(own, by=house.admin)
    assert template("客户基本信息表").version == 1
    gb = "# 客户表\n{{客户名称}}".encode("gb18030")
    assert added(house, gb, "客户基本信息表").version == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (word(paragraph("甲方 {{客户名}}")), "是不是“客户名称”"),
        (b"# x\n{{nobody}}", "第 2 行"),
        (b"\x89PNG\r\n\x1a\n\xff\xff\x81", "看不懂"),
    ],
)
def test_a_bad_template_is_refused_and_nothing_is_kept(house, content, words):
    with pytest.raises(Refused, match=words):
        added(house, content)
    assert not DocumentTemplate.objects.exists()


def browser(person):
    made = Client()
    made.force_login(person)
    return made


def test_the_screens_of_templates(house):
    page = browser(house.admin)
    listed = page.get(reverse("fields:templates")).content.decode()
    assert "客户基本信息表（Word）" in listed and "系统自带" in listed
    names = page.get(reverse("fields:template_names", args=[KIND])).content.decode()
    assert "{{客户名称}}" in names and "[[联系人：姓名，部门" in names
    file = page.get(reverse("fields:template_file", args=[KIND, "shipped-1"]))
    assert file.content.startswith(b"PK") and "attachment" in file["Content-Disposition"]
    bad = SimpleUploadedFile("x.docx", word(paragraph("{{客户名}}")))
    given = {"kind": KIND, "name": "对账函", "file": bad}
    answer = page.post(reverse("fields:templates"), given)
    assert answer.status_code == 422 and "正文第 1 段" in answer.content.decode()
    good = SimpleUploadedFile("x.docx", word(paragraph("{{客户名称}}")))
    assert page.post(reverse("fields:templates"), given | {"file": good}).status_code == 302
    row = DocumentTemplate.objects.get()
    trial = page.get(reverse("fields:template_trial", args=[KIND, row.pk]))
    assert "南京华宁机电设备有限公司" in texts_of(trial.content)
    page.post(reverse("fields:template_use", args=[row.pk]))
    assert "使用中" in page.get(reverse("fields:templates")).content.decode()
    assert not PrintRecord.objects.exists()


def test_printing_from_the_customer_s_page(house, customer):
    page = browser(house.chen)
    there = reverse("fields:prints", args=[KIND, customer.pk])
    assert there in page.get(customer.get_absolute_url()).content.decode()
    assert page.get(there).status_code == 200
    answer = page.post(reverse("fields:print_now", args=[KIND, customer.pk, "shipped-0"]))
    assert answer["Content-Type"] == "application/pdf"
    pdf = b"".join(answer.streaming_content)
    made = PrintRecord.objects.get()
    assert hashlib.sha256(pdf).hexdigest() == made.sha256 and made.by == house.chen
    assert made.sha256[:12] in page.get(there).content.decode()


def test_who_does_not_see_the_customer_gets_404(house, customer):
    secret = house.customer("机密单位", house.xu, is_restricted=True)
    for row, person in [(customer, house.meng), (secret, house.lin)]:
        page = browser(person)
        assert page.get(reverse("fields:prints", args=[KIND, row.pk])).status_code == 404
        answer = page.post(reverse("fields:print_now", args=[KIND, row.pk, "shipped-0"]))
        assert answer.status_code == 404
    assert not PrintRecord.objects.exists()
    page = browser(house.chen)
    for model in ("accounts.user", "nothing"):
        assert page.get(reverse("fields:prints", args=[model, customer.pk])).status_code == 404


def test_a_filed_copy_is_for_those_from_whom_the_record_hides_nothing_of_it(house, customer):
    Appointment.objects.filter(user=house.service).update(scope="all")
    answer = browser(house.chen).post(
        reverse("fields:print_now", args=[KIND, customer.pk, "shipped-0"]), {"filed": "1"}
    )
    assert answer.status_code == 200
    made = PrintRecord.objects.get()
    again = reverse("fields:print_again", args=[KIND, customer.pk, made.pk])
    assert browser(house.chen).get(again).status_code == 200
    assert browser(house.lin).get(again).status_code == 200
    assert browser(house.service).get(again).status_code == 403, "sees the number masked only"
    assert browser(house.meng).get(again).status_code == 404
    assert browser(house.chen).get(f"/files/{made.file_id}/").status_code == 404, "no way around"
    other = house.customer("别的客户", house.chen)
    swapped = reverse("fields:print_again", args=[KIND, other.pk, made.pk])
    assert browser(house.chen).get(swapped).status_code == 404


def test_a_word_document_cannot_be_filed(house, customer):
    with pytest.raises(Refused, match="PDF"):
        print_document(
            template("客户基本信息表（Word）"), row=customer, by=fresh(house.chen), is_filed=True
        )
    assert not PrintRecord.objects.exists()


def test_only_who_may_seal_seals(house, customer):
    change_seal(upload(png(), "章.png"), by=house.admin)
    card = template("客户基本信息表")
    assert not print_document(card, row=customer, by=fresh(house.chen)).is_sealed
    sealed = print_document(card, row=customer, by=fresh(house.boss))
    assert sealed.is_sealed and b"/Image" in content_of(sealed)
    plain = print_document(card, row=customer, by=fresh(house.chen))
    assert b"/Subtype /Image" not in content_of(plain)


def test_word_carries_the_code_for_all_and_the_seal_for_who_may_seal(house, customer):
    change_seal(upload(png(), "章.png"), by=house.admin)
    card = template("客户基本信息表（Word）")
    plain = print_document(card, row=customer, by=fresh(house.chen))
    assert not plain.is_sealed and "盖章处" in texts_of(content_of(plain))
    sealed = print_document(card, row=customer, by=fresh(house.boss), site="https://a.cn")
    parts = open_package(content_of(sealed))
    assert sealed.is_sealed and parts["word/media/maizi0.png"] == png()
    assert parts["word/media/maizi1.png"].startswith(b"\x89PNG")
    text, foot = (parts[f"word/{name}.xml"].decode() for name in ("document", "footer1"))
    assert f"https://a.cn{customer.get_absolute_url()}" in text and "伍佰万元整" in text
    assert " PAGE " in foot and " NUMPAGES " in foot


def test_the_seal_is_a_picture(house):
    with pytest.raises(Refused, match="PNG"):
        change_seal(
            upload(b"GIF89a\x08\0\x08\0\x80\0\0\0\0\0\xff\xff\xff,", "章.gif"), by=house.admin
        )
    with pytest.raises(Refused):
        change_seal(upload(b"%PDF-1.4 x", "章.pdf"), by=house.admin)
    assert not CompanySeal.objects.exists()
    page = browser(house.admin)
    assert page.get(reverse("fields:seal_picture")).status_code == 404
    page.post(reverse("fields:seal"), {"file": SimpleUploadedFile("章.png", png())})
    shown = page.get(reverse("fields:seal_picture"))
    assert shown["Content-Type"] == "image/png" and shown.content == png()
    page.post(reverse("fields:seal"), {"file": SimpleUploadedFile("章.png", png(9))})
    assert CompanySeal.objects.count() == 1


def test_a_long_document_is_drawn_apart_and_says_how_long_it_is(monkeypatch):
    values, now = {**access.STANDARD}, timezone.now()
    rows = [[f"第 {n} 行", "内容"] for n in range(drawing.LONG + 100)]
    blocks = [{"kind": "table", "columns": ["甲", "乙"], "rows": rows, "shares": [1, 2]}]
    apart = drawing.draw_pdf(blocks, title="长", values=values, now=now)
    (pages,) = map(int, re.findall(rb"/Count (\d+)", apart))
    assert pages > 5
    monkeypatch.setattr(drawing, "LONG", 10_000)
    assert drawing.draw_pdf(blocks, title="长", values=values, now=now) == apart


def test_a_document_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(drawing, "SECONDS", 0.01)
    blocks = [{"kind": "table", "columns": ["甲"], "rows": [["x"]] * 400, "shares": [1]}]
    with pytest.raises(Refused, match="太长"):
        drawing.draw_pdf(blocks, title="长", values={**access.STANDARD}, now=timezone.now())
