from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    name = "maizi.care"
    verbose_name = _("客户维护")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.customers.access import (
            Reference,
            declare_foldable,
            declare_panel,
            declare_reference,
        )
        from maizi.inbox.access import declare_event
        from maizi.kit.reach import reachable

        from . import access, queries
        from .models import HandOver, Piece

        declare(access.HANDOVER)
        declare_event(access.TO_TAKE)
        declare_event(access.TO_GIVE)
        declare_panel(queries.NOTE_CARD)
        declare_reference(Reference(Piece))
        declare_foldable(Piece)
        reachable(HandOver, access.visible_hand_overs)
