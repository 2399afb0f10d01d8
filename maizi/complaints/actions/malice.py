"""Whether somebody complains in bad faith: said by one, confirmed by two others (E-3)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Complaint, Suspicion
from ..rules import malice
from ..terms import Nature
from .course import locked, note

ASKED = N_("请确认投诉 {no} 是否属于恶意投诉")
CONFIRMED = N_("确认恶意")


@transaction.atomic
def suspect(row: Complaint, *, evidence: str, by) -> Suspicion:
    """Raise a suspicion, with evidence. Nothing changes for the customer or in statistics.

    Raises Refused without evidence, or while another waits.
    """
    row = locked(row, by=by, verb="handle")
    malice.check_evidence(evidence)
    if row.suspicions.filter(refused_at=None).exists():
        raise Refused(_("已经有一次恶意认定在等确认，或已经确认。"))
    found = Suspicion(
        complaint=row, evidence=evidence.strip(), raised_by=by, raised_at=timezone.now()
    )
    with recorded(found, Verb.CREATE, by=by):
        found.save()
    people = [one for one in (*queries.supervisors(by), *queries.counsels())
              if one.pk not in (by.pk, row.about_person_id)]  # fmt: skip
    notify(to=people, event="complaints.malice", about=row, by=by, title=say(ASKED, no=row.no))
    return found


@transaction.atomic
def confirm_malice(found: Suspicion, *, as_counsel: bool, opinion: str = "", by) -> Complaint:
    """One of the two confirmations; with both the complaint is malicious.

    Duties under the law and the first-answer clock stay what they are. Raises Refused for who
    raised it, who confirmed already, whom it is about, and who is not entitled.
    """
    row = locked(found.complaint, by=by, verb="counsel" if as_counsel else "supervise")
    found = _open(found)
    malice.check_confirming(_confirmations(found), by.pk, accused=row.about_person_id)
    now = timezone.now()
    with recorded(found, CONFIRMED, by=by, reason=opinion):
        if as_counsel:
            if found.counsel_id:
                raise Refused(_("法务已经确认过。"))
            found.counsel, found.counsel_at = by, now
        else:
            if found.supervisor_id:
                raise Refused(_("主管已经确认过。"))
            found.supervisor, found.supervisor_at = by, now
        found.opinion = " ".join(filter(None, [found.opinion, opinion.strip()]))[:400]
        found.save()
    if (nature := malice.nature_of(_confirmations(found))) != row.nature:
        with recorded(row, CONFIRMED, by=by):
            row.nature = nature
            row.save(update_fields=["nature"])
        note(row, _("主管与法务均已确认：恶意投诉。法定的修理、更换、退货义务不变。"), by=by)
    return row


@transaction.atomic
def refuse_malice(found: Suspicion, *, opinion: str, by) -> Suspicion:
    """One of those who are asked does not agree: the complaint stays well-meant."""
    row = locked(found.complaint)
    if not (access.may(by, "supervise", row) or access.may(by, "counsel", row)):
        raise Refused(_("恶意认定由主管和法务确认。"))
    found = _open(found)
    if found.is_confirmed:
        raise Refused(_("已经由两个人确认，不能再否定。"))
    if not opinion.strip():
        raise Refused(_("请写明为什么不认为是恶意。"), field="opinion")
    with recorded(found, N_("不认为恶意"), by=by, reason=opinion):
        found.refused_by, found.refused_at = by, timezone.now()
        found.opinion = opinion.strip()[:400]
        found.save()
    record(row, verb=N_("不认为恶意"), by=by)
    assert row.nature == Nature.WELL_MEANT
    return found


def _open(found: Suspicion) -> Suspicion:
    found = Suspicion.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if found.refused_at:
        raise Refused(_("这次恶意认定已经被否定。"))
    return found


def _confirmations(found: Suspicion) -> malice.Confirmations:
    return malice.Confirmations(found.raised_by_id, found.supervisor_id, found.counsel_id)
