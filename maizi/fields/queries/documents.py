"""Which templates there are for a record, and what goes into them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.utils import timezone

from maizi.accounts.queries import company_name
from maizi.files.queries import open_stream

from .. import access
from ..models import CompanySeal, DocumentTemplate
from ..rules.placeholders import Values
from ..terms import TemplateSort

SEAL = 1  # the one row


@dataclass(frozen=True)
class Template:
    """A template as it is used: one of the company's, or one that comes with the product.

    version  0 for one that comes with the product
    """

    kind: str
    name: str
    sort: TemplateSort
    version: int = 0
    row: DocumentTemplate | None = None

    @property
    def key(self) -> str:
        """What it is called in an address."""
        if self.row:
            return str(self.row.pk)
        shipped = access.document_of(self.kind).shipped
        return f"shipped-{[one.name for one in shipped].index(self.name)}"

    @property
    def ending(self) -> str:
        """Of the template's own file."""
        return "docx" if self.sort == TemplateSort.WORD else "txt"

    @property
    def printed_ending(self) -> str:
        """Of what comes out of it."""
        return "docx" if self.sort == TemplateSort.WORD else "pdf"

    def read(self) -> bytes:
        """Its content."""
        if self.row:
            with open_stream(self.row.file) as content:
                return content.read()
        shipped = {one.name: one for one in access.document_of(self.kind).shipped}
        return shipped[self.name].read()


def used_templates(kind: str) -> list[Template]:
    """What records of a kind are printed with: the company's templates in use, then those that
    come with the product and have no namesake. One query."""
    rows = DocumentTemplate.objects.filter(kind=kind, is_active=True).select_related("file")
    own = [template_of(row) for row in rows]
    taken = {template.name for template in own}
    return own + [t for t in shipped_templates(kind) if t.name not in taken]


def shipped_templates(kind: str) -> list[Template]:
    """The templates that come with the product for a kind of record. No query."""
    return [Template(kind, one.name, one.sort) for one in access.document_of(kind).shipped]


def template_of(row: DocumentTemplate) -> Template:
    """A stored version as a template to print with."""
    return Template(row.kind, row.name, TemplateSort(row.sort), row.version, row)


def template_by_key(key: str, templates: list[Template]) -> Template | None:
    """The one that an address names, or None."""
    return next((template for template in templates if template.key == key), None)


def values_for(user, row: Model, *, site: str = "", now: datetime | None = None) -> Values:
    """Everything a template may ask for, as the person may see it."""
    own = access.document_of(row._meta.label_lower).context(user, row)
    return {**own, **_standard(user, row, site, now or timezone.now())}


def company_seal() -> CompanySeal | None:
    """The company's seal, if one was put in."""
    return CompanySeal.objects.filter(pk=SEAL).select_related("file").first()


def _standard(user, row: Model, site: str, now: datetime) -> dict[str, str]:
    moment = timezone.localtime(now)
    return {
        "公司名称": company_name(),
        "打印人": user.name,
        "打印日期": f"{moment:%Y-%m-%d}",
        "打印时间": f"{moment:%Y-%m-%d %H:%M}",
        "记录地址": f"{site}{row.get_absolute_url()}",
    }
