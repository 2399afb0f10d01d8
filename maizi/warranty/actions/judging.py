"""Ask for a verdict and keep it with its facts (F-33)."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from maizi.fields.actions import next_number
from maizi.files.actions import attach
from maizi.files.models import StoredFile
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Unit, Verdict
from ..queries.asking import Judged, Question, verdict_of
from ..queries.keeping import facts_kept, gap_kept, option_kept, row_kept
from ..rules.facts import Claim
from ..terms import AskedBy, Exclusion

NO_EVIDENCE = N_("主张“{what}”要有证据。请上传照片或检测报告；没有证据请去掉这一项，按三包办理。")


@transaction.atomic
def ask(
    unit: Unit, *, question: Question, by, asked_by: AskedBy = AskedBy.STAFF,
    exclusions: Sequence[Exclusion] = (), evidence: Sequence[StoredFile] = (),
) -> Verdict:  # fmt: skip
    """Judge a fault and keep the verdict.

    unit        made up, unsaved, for goods without a record
    exclusions  why 三包 should not apply; each needs the evidence (F-34)
    Raises Refused for an exclusion without evidence, a day to come, or before the sale.
    """
    if question.reported_on > timezone.localdate():
        raise Refused(N_("报修日期不能晚于今天。"), field="reported_on")
    if not question.fault.strip():
        raise Refused(N_("请写明故障现象。"), field="fault")
    if exclusions and not evidence:
        raise Refused(NO_EVIDENCE, what=exclusions[0].chinese, field="evidence", code="no_evidence")
    claims = tuple(Claim(one, has_evidence=bool(evidence)) for one in exclusions)
    judged = verdict_of(unit, replace(question, claims=claims))
    row = _kept(unit, judged, asked_by=asked_by, by=by)
    for file in evidence:
        attach(file, row, by=by)
    return row


def _kept(unit: Unit, judged: Judged, *, asked_by: AskedBy, by) -> Verdict:
    is_stored, question = not unit._state.adding, judged.question
    row = Verdict(
        no=next_number("warranty_verdict", on=timezone.localdate()),
        unit=unit if is_stored else None, product=unit.product, rule=judged.row,
        fault=question.fault.strip(), reported_on=question.reported_on,
        facts=facts_kept(judged.facts), asked_by=asked_by, created_by=by,
        options=[option_kept(one) for one in judged.ruling.options],
        rows=[row_kept(one) for one in judged.ruling.rows],
        gaps=[gap_kept(one) for one in judged.ruling.gaps],
    )  # fmt: skip
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    return row
