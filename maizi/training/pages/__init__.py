"""Plain pages of training: courses, classes, certificates, meetings on experience."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from .. import access, actions
from ..models import Certificate, Course, Exchange, Experience, TrainingClass

UNUSED = ("bulk", "undo", "cell", "reveal", "print", "")
COURSES = Pages(
    model=Course,
    visible=access.visible_courses,
    may=access.may_train,
    save=actions.save_course,
    columns=("code", "name", "hours", "pass_mark", "valid_months", "version", "is_retired"),
    filters=("is_retired", "families", "products", "code", "name"),
    sections=(
        Section(N_("培训课程"), ("code", "name", "goal")),
        Section(N_("考试和证书"), ("pass_mark", "valid_months")),
    ),
    views=(
        View("taught", N_("在用的"), ("is_retired.no",), sort="code"),
        View("all", N_("全部"), sort="code"),
    ),
)  # fmt: skip
CLASSES = Pages(
    model=TrainingClass,
    visible=access.visible_classes,
    may=access.may_train,
    save=actions.save_class,
    columns=("no", "course", "starts_at", "place", "trainer", "seats", "state"),
    filters=("state", "course", "trainer", "starts_at", "place"),
    sections=(
        Section(N_("培训班"), ("course", "trainer")),
        Section(N_("时间和地点"), ("starts_at", "place", "seats", "note")),
    ),
    views=(
        View("going", N_("进行中"), ("state.in.planned",), sort="starts_at"),
        View("mine", N_("我讲的"), ("trainer.me",), sort="-starts_at"),
        View("all", N_("全部"), sort="-starts_at"),
    ),
)  # fmt: skip
CERTIFICATES = Pages(
    model=Certificate,
    visible=access.visible_certificates,
    may=access.may_look,
    columns=("no", "person", "course", "version", "valid_from", "valid_to", "revoked_at"),
    filters=("person", "course", "valid_to", "valid_from", "revoked_at"),
    sections=(
        Section(N_("培训证书"), ("no", "person", "course", "version")),
        Section(N_("有效期"), ("valid_from", "valid_to")),
    ),
    views=(
        View("valid", N_("没有吊销的"), ("revoked_at.empty",), sort="valid_to"),
        View("all", N_("全部"), sort="-valid_from"),
    ),
)  # fmt: skip
EXCHANGES = Pages(
    model=Exchange,
    visible=access.visible_exchanges,
    may=access.may_train,
    save=actions.save_exchange,
    columns=("topic", "held_on", "host", "place", "state", "no"),
    filters=("state", "held_on", "host", "topic"),
    sections=(
        Section(N_("经验交流会"), ("topic", "from_on", "to_on")),
        Section(N_("召开"), ("held_on", "place", "host", "people")),
    ),
    views=(
        View("planned", N_("筹备中"), ("state.in.planned",), sort="held_on"),
        View("all", N_("全部"), sort="-held_on"),
    ),
)  # fmt: skip
EXPERIENCES = Pages(
    model=Experience,
    visible=access.visible_experiences,
    may=access.may_share,
    save=actions.save_experience,
    columns=("title", "family", "exchange", "author", "state", "reviewer"),
    filters=("state", "family", "product", "exchange", "author", "title", "problem"),
    sections=(
        Section(N_("经验"), ("title", "problem", "cause", "solution")),
        Section(N_("关于什么"), ("product", "family", "ticket", "exchange")),
    ),
    views=(
        View("waiting", N_("待审核"), ("state.in.asked",)),
        View("mine", N_("我写的"), ("author.me",)),
        View("accepted", N_("已采纳"), ("state.in.accepted",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
