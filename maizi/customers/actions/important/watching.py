"""The important fields of one kind of record: what differs, what is asked, what approvers read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext

from maizi.accounts.models import User
from maizi.approvals.access import Asked, ShownLine
from maizi.approvals.actions import resubmit, submit
from maizi.approvals.models import ApprovalCase
from maizi.approvals.queries import choices_for, open_case
from maizi.approvals.terms import CaseState
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ...terms import KaStatus


class NeedsApproval(Refused):
    """A change of important information, without the reason that asking for it takes.

    lines    what would change
    choices  step number -> its name and whom the applicant may pick to decide it
    """

    def __init__(self, lines: list[ShownLine], choices: dict):
        super().__init__(
            N_("大客户的重要信息（{fields}）须经审核。请写明理由并提交审核，其他修改会立即保存。"),
            fields=[gettext(line.label) for line in lines], code="approval",
        )  # fmt: skip
        self.lines, self.choices = lines, choices


@dataclass(frozen=True)
class Watched:
    """Fields of a model that change only as approved, and the request that asks for it.

    labels  field name -> Chinese message id
    """

    subject: str
    model: type[Model]
    labels: Mapping[str, str]

    def differences(self, row: Model, stored: Model, names: Iterable[str] = ()) -> dict:
        """Field name -> new value, of the important fields that differ; people by id."""
        columns = [self.model._meta.get_field(name) for name in names or self.labels]
        return {
            column.name: getattr(row, column.attname)
            for column in columns
            if getattr(row, column.attname) != getattr(stored, column.attname)
        }

    def put_back(self, row: Model, stored: Model, names: Iterable[str]) -> None:
        """Leave these fields as they are stored."""
        for name in names:
            column = self.model._meta.get_field(name)
            setattr(row, column.attname, getattr(stored, column.attname))

    def refuse_without_reason(self, stored: Model, payload: dict) -> None:
        """Stop the change and say what asking for it takes."""
        lines = self.lines(payload, self.values(stored, payload))
        raise NeedsApproval(lines, choices_for(self.subject, stored, payload))

    def ask(self, row: Model, asked: Asked, *, by) -> ApprovalCase:
        """Ask for new values; a returned request is sent again, corrected."""
        waiting = open_case(self.model._meta.label_lower, row.pk, subject=self.subject)
        if waiting and waiting.state == CaseState.RETURNED and waiting.applicant_id == by.pk:
            return resubmit(waiting, asked=asked, by=by)
        return submit(self.subject, row=row, asked=asked, by=by)

    def replaced(self, row: Model, payload: Mapping) -> dict:
        """The stored values that the payload would replace."""
        return self.values(self.model._default_manager.get(pk=row.pk), payload)

    def values(self, stored: Model, names: Iterable[str]) -> dict:
        columns = (self.model._meta.get_field(name) for name in names)
        return {column.name: getattr(stored, column.attname) for column in columns}

    def put(self, row: Model, payload: Mapping) -> None:
        """Write approved values onto a row."""
        for name, value in payload.items():
            setattr(row, self.model._meta.get_field(name).attname, value)

    def lines(self, payload: Mapping, replaced: Mapping) -> list[ShownLine]:
        """What approvers are shown."""
        owners = {values.get("owner") for values in (payload, replaced)}
        people = dict(User.objects.filter(pk__in=owners - {None}).values_list("pk", "name"))
        return [
            ShownLine(name, self.labels[name], _said(name, replaced.get(name), people),
                      _said(name, value, people))
            for name, value in payload.items()
        ]  # fmt: skip


def _said(name: str, value: object, people: Mapping[int, str]) -> str:
    if name == "owner":
        return people.get(value, "")
    if name == "ka_status" and value:
        return KaStatus(value).chinese
    if isinstance(value, bool):
        return N_("是") if value else N_("否")
    return str(value or "")
