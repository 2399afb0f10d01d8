"""What asks for a purpose before it opens, and which purposes it takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.http import Http404

from maizi.kernel.texts import N_

from ..rules import WORK_PURPOSES


@dataclass(frozen=True)
class Topic:
    """One kind of information that is opened for a purpose only.

    purposes  code -> Chinese message id
    may       (user, row) -> whether he may open it at all, purpose or not
    """

    code: str
    label: str
    purposes: Mapping[str, str]
    may: Callable[[object, Model], bool] = lambda user, row: True


# M-5, S003§11.6: the three uses of credit information, and no others.
CREDIT_USE = Topic(
    "credit",
    N_("信用信息"),
    {
        "develop": N_("大客户业务开发"),
        "manage": N_("制定本单位的管理措施"),
        "cooperate": N_("与该客户合作"),
    },
)
RESTRICTED = Topic("restricted", N_("受限客户"), WORK_PURPOSES)

_topics: dict[str, Topic] = {}


def declare_topic(topic: Topic) -> None:
    """Make known what is opened for a purpose only."""
    _topics[topic.code] = topic


def topics() -> list[Topic]:
    """Every declared topic."""
    return list(_topics.values())


def topic_of(code: str) -> Topic | None:
    """The topic with this code."""
    return _topics.get(code)


@dataclass(frozen=True)
class Restricted:
    """A kind of record that can be restricted to a list of people.

    visible   user -> rows he sees
    may_list  (user, row) -> whether he may put people on its list
    """

    model: type[Model]
    visible: Callable[[object], QuerySet]
    may_list: Callable[[object, Model], bool]


_restricted: dict[str, Restricted] = {}


def declare_restricted(restricted: Restricted) -> None:
    """Make a kind of record known that can be restricted, or whose information is."""
    _restricted[restricted.model._meta.label_lower] = restricted


def restricted_kind(kind: str) -> Restricted:
    """The kind with this model label. 404 for none."""
    if kind not in _restricted:
        raise Http404
    return _restricted[kind]


def restricted_row(user, kind: str, object_id: int) -> Model:
    """One record that the user sees, or 404."""
    row = restricted_kind(kind).visible(user).filter(pk=object_id).first()
    if row is None:
        raise Http404
    return row
