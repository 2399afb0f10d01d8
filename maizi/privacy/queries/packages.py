"""Everything we hold about a person, for himself: JSON, CSV, and values for a document (45)."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.kit import show
from maizi.kit.sheets.write import OutColumn, csv_chunks

from ..access import person_kind
from ..models import PersonRequest
from .people import consents_of, standing_blocks
from .sensitive import opened_values

Chapter = tuple[str, list[dict[str, str]]]


@dataclass(frozen=True)
class Package:
    """A copy of what is held: chapters of lines."""

    title: str
    made_at: datetime
    chapters: list[Chapter]


def package_of(request: PersonRequest) -> Package:
    """The copy for one request. Sensitive values only where a second person agreed (A-21)."""
    person = person_kind(request.kind)
    subject = person.model._default_manager.get(pk=request.object_id)
    chapters = list(person.package(subject))
    if request.sensitive_by_id:
        lines = [{_("信息"): _(label), _("内容"): text}
                 for label, text in opened_values(person.kind, subject.pk)]  # fmt: skip
        chapters.append((_("敏感信息"), lines))
    chapters += [(_("同意记录"), _consents(subject)), (_("免打扰"), _blocks(subject))]
    return Package(str(subject), timezone.now(), [(t, lines) for t, lines in chapters if lines])


def as_json(package: Package) -> str:
    """For machines: one object for each line, under its chapter."""
    told = {"title": package.title, "made_at": package.made_at.isoformat()}
    body = dict(package.chapters)
    return json.dumps({**told, "chapters": body}, ensure_ascii=False, indent=2)


def as_csv(package: Package) -> str:
    """For spreadsheets: chapter, line, label, value; no cell a formula."""
    columns = [OutColumn(label) for label in (_("类别"), _("序号"), _("项目"), _("内容"))]
    rows = (
        (title, number, label, value)
        for title, lines in package.chapters
        for number, line in enumerate(lines, 1)
        for label, value in line.items()
    )
    return b"".join(csv_chunks(columns, rows)).decode()


def _consents(subject: Model) -> list[dict[str, str]]:
    return [
        {
            _("目的"): row.purpose.name,
            _("答复"): row.get_answer_display(),
            _("时间"): show.when(row.given_at),
            _("取得方式"): row.get_obtained_display(),
            _("告知文本"): str(row.notice or ""),
            _("撤回时间"): show.when(row.withdrawn_at),
        }
        for row in consents_of(subject)
    ]


def _blocks(subject: Model) -> list[dict[str, str]]:
    return [
        {_("方式"): str(row), _("开始时间"): show.when(row.since)}
        for row in standing_blocks(subject)
    ]
