"""Take in templates, put them to use, and print with them."""

from datetime import datetime

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from maizi.files.actions import store
from maizi.files.terms import Purpose
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.privacy import DataClass
from maizi.kernel.texts import N_

from .. import access, queries
from ..models import CompanySeal, DocumentTemplate, PrintRecord
from ..queries.documents import SEAL, Template
from ..rules.layouts import SEAL as SEAL_MARK
from ..rules.layouts import fill_layout, parse_layout
from ..rules.packages import MOST_BYTES
from ..rules.placeholders import Names
from ..rules.word import check_word, fill_word, marks_in_word
from ..terms import TemplateSort
from .drawing import draw_pdf, pictures_for
from .keepers import give_copies

SEAL_BYTES = 500 * 1024
WORD_START = b"PK\x03\x04"


def add_template(
    upload: File, *, by, kind: str, name: str, now: datetime | None = None
) -> DocumentTemplate:
    """Take in a template as the next version of its name; it is used once it is put to use.

    Raises Refused that names every wrong place (a docx by its content, anything else is a layout).
    """
    name = name.strip()
    if not name:
        raise Refused(N_("请给模板起个名字。"), field="name")
    if upload.size > MOST_BYTES:
        raise Refused(N_("模板最大 {mib} MB。请压缩里面的图片。"), mib=MOST_BYTES // 1024**2,
                      field="file")  # fmt: skip
    content = upload.read()
    sort = _check_template(content, access.document_of(kind).names)
    upload.seek(0)
    with transaction.atomic():
        stored = store(upload, by=None, purpose=Purpose.TEMPLATE, data_class=DataClass.INTERNAL)
        known = DocumentTemplate.objects.select_for_update().filter(kind=kind, name=name)
        latest = max((row.version for row in known), default=0)
        row = DocumentTemplate(kind=kind, name=name, sort=sort, version=latest + 1, file=stored,
                               added_by=by, added_at=now or timezone.now())  # fmt: skip
        with recorded(row, Verb.CREATE, by=by):
            row.save()
    return row


@transaction.atomic
def use_template(row: DocumentTemplate, *, by) -> None:
    """Print with this version from now on; the one used before stays as it is, unused."""
    for other in DocumentTemplate.objects.select_for_update().filter(
        kind=row.kind, name=row.name, is_active=True
    ).exclude(pk=row.pk):  # fmt: skip
        retire_template(other, by=by)
    with recorded(row, Verb.CHANGE, by=by):
        row.is_active = True
        row.save(update_fields=["is_active"])


@transaction.atomic
def retire_template(row: DocumentTemplate, *, by) -> None:
    """Print with it no longer; what was printed keeps its version."""
    with recorded(row, Verb.CHANGE, by=by):
        row.is_active = False
        row.save(update_fields=["is_active"])


@transaction.atomic
def change_seal(upload: File, *, by, now: datetime | None = None) -> CompanySeal:
    """Put in the picture of the company's seal, in place of the one before."""
    if upload.size > SEAL_BYTES:
        raise Refused(N_("印章图片最大 {kib} KB。请缩小后再上传。"), kib=SEAL_BYTES // 1024,
                      field="file")  # fmt: skip
    stored = store(upload, by=None, purpose=Purpose.PHOTO, data_class=DataClass.INTERNAL)
    if stored.media_type not in ("image/png", "image/jpeg"):
        raise Refused(N_("印章请用 PNG 或 JPEG 图片，最好是透明背景的 PNG。"), field="file")
    row = CompanySeal.objects.select_for_update().filter(pk=SEAL).first() or CompanySeal(pk=SEAL)
    with recorded(row, Verb.CREATE if row._state.adding else Verb.CHANGE, by=by):
        row.file, row.changed_at = stored, now or timezone.now()
        row.save()
    return row


def print_document(
    template: Template, *, row: Model, by, site: str = "", is_filed: bool = False,
    now: datetime | None = None,
) -> PrintRecord:  # fmt: skip
    """Make a document of a record, as its printer may see it, and note that it was made.

    site      where the record's address begins: https://crm.example.com
    is_filed  keep the content for good; else it goes after a week, the note stays. Of a form
              that has keepers each of them gets a copy (F-53)

    The caller has found `row` among what the person sees. Recorded in the record's history.
    """
    now = now or timezone.now()
    declared = access.document_of(template.kind)
    values = queries.values_for(by, row, site=site, now=now)
    seal = queries.company_seal() if access.may(by, "seal") else None
    content, is_sealed = _drawn(
        template, values=values, title=f"{template.name} {row}", seal=seal, now=now
    )
    if is_filed and template.sort == TemplateSort.WORD:
        raise Refused(N_("存档要用 PDF 版式：Word 文档以后还能改，不能作为存档件。"))
    name = f"{template.name}-{row}.{template.printed_ending}"
    upload = ContentFile(content, name=name)
    with transaction.atomic():
        file = store(upload, by=None, purpose=Purpose.FILED if is_filed else Purpose.PRINT, now=now)
        made = PrintRecord.objects.create(
            kind=template.kind, object_id=row.pk, title=str(row)[:200], template_name=template.name,
            template_version=template.version, sort=template.sort, sha256=file.sha256, file=file,
            is_filed=is_filed, is_sealed=is_sealed, is_unmasked=declared.unmasked(by, row),
            seen=access.sight_of(by, declared), by=by, at=now,
        )  # fmt: skip
        told = {N_("模板"): [None, f"{template.name} v{template.version}"],
                N_("内容哈希"): [None, file.sha256]}  # fmt: skip
        if is_filed and declared.has_keepers:
            copies = give_copies(made, content, name=name, by=by)
            told[N_("存档保管方")] = [None, "、".join(str(one.keeper) for one in copies) or None]
        record(row, verb=Verb.PRINT, by=by, changes=told)
    return made


def try_template(template: Template, *, by, now: datetime | None = None) -> bytes:
    """The document with invented values; nothing is noted and nothing is sealed."""
    sample = access.document_of(template.kind).sample
    values = {**sample, **access.STANDARD}
    content, _ = _drawn(
        template, values=values, title=template.name, seal=None, now=now or timezone.now()
    )
    return content


def _check_template(content: bytes, names: Names) -> TemplateSort:
    if content.startswith(WORD_START):
        check_word(content, names)
        return TemplateSort.WORD
    parse_layout(_text_of(content), names)
    return TemplateSort.LAYOUT


def _text_of(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(N_("看不懂这个文件。模板要么是 Word 文档（docx），要么是文本写的版式。"),
                  field="file")  # fmt: skip


def _drawn(template: Template, *, values: dict, title: str, seal, now) -> tuple[bytes, bool]:
    """The document, and whether it carries the seal."""
    content = template.read()
    if template.sort == TemplateSort.WORD:
        has_seal = seal is not None and SEAL_MARK in marks_in_word(content)
        return fill_word(content, values, pictures_for(values, seal)), has_seal
    names = access.document_of(template.kind).names
    lines = parse_layout(_text_of(content), names)
    has_seal = seal is not None and any(line.kind == "seal" for line in lines)
    pdf = draw_pdf(fill_layout(lines, values), title=title, values=values, now=now,
                   seal=seal if has_seal else None)  # fmt: skip
    return pdf, has_seal
