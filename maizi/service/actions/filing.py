"""The sheet of a closed ticket is filed for those who keep forms (F-53)."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from maizi.fields.actions import print_document
from maizi.fields.models import PrintRecord
from maizi.fields.queries import active_keepers

from .. import queries
from ..models import Ticket
from ..terms import State
from .course import locked


@transaction.atomic
def file_sheet(row: Ticket, *, by, now: datetime | None = None) -> PrintRecord | None:
    """File the sheet of a closed ticket, once for each time it was closed; each keeper gets a copy.

    None when it was filed since it was closed, when it was taken up again meanwhile (it is filed
    when it is closed again), and when nobody keeps forms.
    """
    row = locked(row)
    is_done = row.state != State.CLOSED or queries.filed_since(row, row.ended_at)
    if is_done or not active_keepers().exists():
        return None
    return print_document(
        queries.sheet_template(), row=row, by=by, site=settings.SITE_ADDRESS, is_filed=True, now=now
    )
