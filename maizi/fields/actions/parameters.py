"""Set a parameter the company's own way, and go back."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import OrgUnit
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access
from ..models import ParameterState, ParameterValue
from ..queries.parameters import ONLY
from ..rules import Parameter, kept, read_value


@transaction.atomic
def change_parameter(
    code: str,
    *,
    given: list[str],
    by,
    reason: str,
    unit: OrgUnit | None = None,
    now: datetime | None = None,
) -> ParameterValue:
    """Let a parameter have another value from now on, in the company or in one unit.

    given  what was typed, one text per part

    Recorded with its reason; every process reads the new value with its next question. Raises
    Refused with the field when the value, the unit or the missing reason does not do.
    """
    declared = access.parameter_of(code)
    _check(declared, unit, reason)
    value = read_value(declared, given)
    _mark()
    row = ParameterValue.objects.filter(code=code, unit=unit).first()
    row = row or ParameterValue(code=code, unit=unit)
    if not row._state.adding and row.value == kept(value):
        raise Refused(N_("这个值已经在用，不必修改。"), field="value")
    verb = Verb.CREATE if row._state.adding else Verb.CHANGE
    with recorded(row, verb, by=by, reason=reason):
        row.value, row.by, row.since = kept(value), by, now or timezone.now()
        row.save()
    return row


@transaction.atomic
def reset_parameter(row: ParameterValue, *, by, reason: str, now: datetime | None = None) -> None:
    """Go back to what holds without the company's, or the unit's, own value."""
    _check(access.parameter_of(row.code), None, reason)
    _mark()
    with recorded(row, Verb.CHANGE, by=by, reason=reason):
        row.value, row.by, row.since = None, by, now or timezone.now()
        row.save()


def _check(declared: Parameter, unit: OrgUnit | None, reason: str) -> None:
    if declared.is_fixed:
        raise Refused(N_("这个值由法律或公司制度固定，不能修改。"), field="value")
    if unit is not None and not declared.is_per_unit:
        raise Refused(N_("这个参数全公司统一，不能按部门设置。"), field="unit")
    if not reason.strip():
        raise Refused(N_("请写明修改原因，它会记入变更记录。"), field="reason")


def _mark() -> None:
    """Let every cache notice; those who change values wait here for each other."""
    ParameterState.objects.bulk_create([ParameterState(pk=ONLY, mark="")], ignore_conflicts=True)
    ParameterState.objects.select_for_update().get(pk=ONLY)
    ParameterState.objects.filter(pk=ONLY).update(mark=uuid4().hex)
