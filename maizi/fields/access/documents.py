"""Which records can be printed with templates, and who may have which print again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Model, QuerySet

from maizi.accounts.access import group_access, rights_of
from maizi.kernel.privacy import FieldAccess, FieldGroup

from ..models import DocumentTemplate, PrintRecord
from ..rules.placeholders import Names, Values
from ..terms import TemplateSort
from .rights import may


@dataclass(frozen=True)
class Shipped:
    """A template that comes with the product; a company's own of the same name takes its place."""

    name: str
    sort: TemplateSort
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Document:
    """A kind of record that can be printed, declared by the app that owns it.

    model     its table
    visible   (user) -> the rows somebody sees
    unmasked  (user, row) -> whether he sees personal values of that row as they are
    context   (user, row) -> values by name, masked as he sees them; the same names as `sample`
    sample    invented values: what a template may ask for, and what a trial shows
    shipped   templates that come with the product
    asks      (user, row, session, onward) -> the address of a question to be answered before the
              record is read on paper, leading onward from there; empty for none
    is_makers a print tells what its maker sees of several kinds of records, which another may not:
              a filed copy is for its maker alone
    has_keepers  a form that every keeper gets a copy of when it is filed (F-53)
    withheld  (user) -> rows whose copies somebody may not read, though he reads a keeper's
    entities  () -> of what else it tells: who has not the right to read these gets no copy from one
              who has
    """

    model: type[Model]
    label: str
    visible: Callable[[object], QuerySet]
    unmasked: Callable[[object, Model], bool]
    context: Callable[[object, Model], Values]
    sample: Mapping[str, object]
    shipped: tuple[Shipped, ...] = field(default=())
    asks: Callable[[object, Model, str, str], str] = lambda user, row, session, onward: ""
    is_makers: bool = False
    has_keepers: bool = False
    withheld: Callable[[object], QuerySet] | None = None
    entities: Callable[[], Sequence[str]] = tuple

    def __post_init__(self):
        if self.is_makers and self.has_keepers:
            raise ValueError(f"{self.kind}: what is for its maker alone has no keepers")

    @property
    def kind(self) -> str:
        return self.model._meta.label_lower

    @property
    def names(self) -> Names:
        return Names.of({**self.sample, **STANDARD})


# What every document may ask for, with values for a trial.
STANDARD = {
    "公司名称": "丰谷机电有限公司",
    "打印人": "陈默",
    "打印日期": "2026-11-22",
    "打印时间": "2026-11-22 14:05",
    "记录地址": "http://localhost:8000/",
}

READS = "reads."  # before the entities in what a printer saw
_documents: dict[str, Document] = {}


def declare_document(document: Document) -> None:
    """Let records of a kind be printed with templates; called by the app that owns them."""
    _documents[document.kind] = document


def document_of(kind: str) -> Document:
    """The kind of record with this label. Raises LookupError."""
    if kind not in _documents:
        raise LookupError(f"records of {kind} are not printed with templates")
    return _documents[kind]


def documents() -> list[Document]:
    """Every kind of record that can be printed with templates."""
    return list(_documents.values())


def visible_templates(user) -> QuerySet[DocumentTemplate]:
    """Templates, for those who read the settings."""
    return DocumentTemplate.objects.all() if may(user, "read") else DocumentTemplate.objects.none()


def visible_prints(user, row: Model) -> QuerySet[PrintRecord]:
    """What was printed of a record that the person sees (the caller has checked that)."""
    return PrintRecord.objects.filter(kind=row._meta.label_lower, object_id=row.pk)


def sight_of(user, document: Document) -> dict[str, str]:
    """Field group -> how far the person sees it: what a print of his may contain; and the entities
    he may read of those that it tells of.
    """
    reads = rights_of(user).may
    told = {READS + code: "read" for code in document.entities() if reads(code, "read")}
    return {str(group): str(group_access(user, group)) for group in FieldGroup} | told


def may_have(user, record: PrintRecord, row: Model) -> bool:
    """Whether a filed copy shows the person nothing that the record itself would hide from him."""
    if document_of(record.kind).is_makers and record.by_id != user.pk:
        return False
    if record.is_unmasked and not document_of(record.kind).unmasked(user, row):
        return False
    told = [code.removeprefix(READS) for code in record.seen if code.startswith(READS)]
    if not all(rights_of(user).may(code, "read") for code in told):
        return False
    groups = record.seen.keys() - {READS + code for code in told}
    seen = {FieldGroup(g): FieldAccess(record.seen[g]) for g in groups}
    readable = (min(access, FieldAccess.READ) for access in seen.values())
    return all(
        group_access(user, group) >= access for group, access in zip(seen, readable, strict=True)
    )
