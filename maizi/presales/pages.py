"""Lists of presales that the engine serves."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from . import access, actions
from .models import ExpertRequest, Trial


def _may_look(user, verb: str, row=None) -> bool:
    """Questions are begun at a customer and answered by verbs: the list only shows them."""
    return verb in ("view", "unmask", "export") and access.may_request(user, verb, row)


TRIALS = Pages(
    model=Trial,
    visible=access.visible_trials,
    may=access.may_trial,
    save=actions.lend,
    columns=("no", "customer", "product", "serial", "state", "due_on", "liking", "owner",
             "lent_on", "ended_on", "order"),
    filters=("state", "customer", "product", "owner", "liking", "due_on", "lent_on", "ended_on",
             "order", "warehouse", "condition", "serial", "no"),
    sections=(
        Section(N_("借给谁"), ("customer", "contact", "opportunity")),
        Section(N_("借什么"), ("product", "quantity", "warehouse", "serial")),
        Section(N_("多久"), ("lent_on", "due_on", "terms")),
    ),
    views=(
        View("out", N_("试用中"), ("state.in.out",), sort="due_on"),
        View("overdue", N_("到期未还"), ("state.in.out", "due_on.within.past"), sort="due_on"),
        View("mine", N_("我借出的"), ("owner.me", "state.in.asked,out"), sort="due_on"),
        View("to_hand", N_("待出库"), ("state.in.asked",), sort="due_on"),
        View("sold", N_("促成订单的"), ("order.filled",), sort="-ended_on"),
        View("all", N_("全部")),
    ),
)  # fmt: skip
REQUESTS = Pages(
    model=ExpertRequest,
    visible=access.visible_requests,
    may=_may_look,
    columns=("title", "family", "state", "due_at", "owner", "created_at", "closed_at"),
    filters=("state", "family", "product", "owner", "due_at", "created_at", "title"),
    sections=(
        Section(N_("问题"), ("title", "question")),
        Section(N_("关于什么"), ("product", "family", "due_at")),
    ),
    views=(
        View("open", N_("未办结"), ("state.in.open",), sort="due_at"),
        View("mine", N_("我提的"), ("owner.me",), sort="-created_at"),
        View("all", N_("全部")),
    ),
)  # fmt: skip
UNUSED = ("bulk", "undo", "cell", "reveal", "new", "edit", "", "print")
