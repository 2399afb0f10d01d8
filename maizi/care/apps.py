from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    name = "maizi.care"
    verbose_name = _("客户维护")

    def ready(self) -> None:
        from maizi.accounts.access import declare, declare_holding
        from maizi.clocks.access import declare_clock
        from maizi.customers.access import (
            Reference,
            declare_classifier,
            declare_foldable,
            declare_onward,
            declare_panel,
            declare_reference,
        )
        from maizi.inbox.access import declare_event
        from maizi.kit.reach import reachable

        from . import access, queries
        from .actions import partners
        from .actions.holdings import CONFLICTS, WIN_BACKS
        from .models import (
            Conflict,
            HandOver,
            Occasion,
            Partnership,
            Piece,
            ReturnPlan,
            StageSpell,
            WinBack,
        )

        declare(access.CARE)
        declare(access.HANDOVER)
        declare_event(access.TO_TAKE)
        declare_event(access.TO_GIVE)
        declare_event(access.CONFLICT_LATE)
        declare_clock(access.CONFLICT)
        declare_holding(CONFLICTS)
        declare_holding(WIN_BACKS)
        declare_panel(queries.NOTE_CARD)
        declare_onward(queries.CONFLICT_ONWARD)
        declare_reference(Reference(Piece))
        declare_reference(Reference(Occasion))
        declare_foldable(Piece)
        declare_panel(queries.CARE_TAB)
        declare_classifier(queries.CLASSIFIER)
        for model in (Occasion, ReturnPlan, StageSpell, Partnership, WinBack, Conflict):
            declare_foldable(model)
        partners.declare()
        reachable(HandOver, access.visible_hand_overs)
