"""Plain pages of tags, of the contacts that tags demand, and of collected batches."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section
from maizi.kit.reach import reachable

from .. import access, actions
from ..models import CollectionBatch, CollectionSource, CustomerClass, Tag, TagPromise

TAGS = Pages(
    model=Tag,
    visible=access.visible_tags,
    may=access.may_tag,
    save=actions.save_tag,
    columns=("name", "group", "level", "unit", "is_exclusive", "follow_up_days", "lasts_days"),
    sections=(
        Section(N_("标签"), ("group", "name", "colour", "is_exclusive")),
        Section(N_("归属"), ("level", "unit")),
        Section(N_("打上以后"), ("follow_up_days", "lasts_days")),
    ),
)
PROMISES = Pages(
    model=TagPromise,
    visible=access.visible_promises,
    may=access.may_promise,
    columns=("customer", "tag", "owner", "due_on", "made_at", "done_at"),
    filters=("tag", "owner", "due_on", "made_at", "done_at"),
    sections=(),
    views=(
        View("late", N_("该跟进未跟进"),
             ("done_at.empty", "dropped_at.empty", "due_on.within.past"), sort="due_on"),
        View("open", N_("待跟进"), ("done_at.empty", "dropped_at.empty"), sort="due_on"),
        View("mine", N_("我的"), ("owner.me", "done_at.empty", "dropped_at.empty"), sort="due_on"),
        View("done", N_("已跟进"), ("done_at.filled",)),
    ),
)  # fmt: skip
BATCHES = Pages(
    model=CollectionBatch,
    visible=access.visible_batches,
    may=access.may_batch,
    save=actions.save_batch,
    columns=("title", "kind", "channel", "source", "collector", "collected_on", "filing"),
    filters=("kind", "channel", "source", "collector", "collected_on", "filing", "title"),
    sections=(
        Section(N_("采集"), ("title", "kind", "channel", "source", "detail", "collected_on",
                            "about")),
        Section(N_("合法依据"), ("lawful_basis", "basis_note")),
    ),
    views=(
        View("all", N_("全部")),
        View("mine", N_("我采集的"), ("collector.me",)),
        View("waiting", N_("待鉴定"), ("filing.in.pending",)),
    ),
)  # fmt: skip
SOURCES = Pages(
    model=CollectionSource,
    visible=access.visible_sources,
    may=lambda user, verb, row=None: access.may(user, "view" if verb == "view" else "appraise"),
    save=actions.save_source,
    columns=("name", "channel", "needs_basis", "is_active"),
    sections=(Section(N_("采集来源"), ("channel", "name", "needs_basis", "is_active")),),
)
reachable(CustomerClass, access.visible_classes)
