"""Take people in, change them, let them go and take them back."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.pinyin import spelled
from maizi.kernel.texts import N_

from .. import queries
from ..events import PersonDeactivated
from ..models import Delegation, User, login_name
from .guards import lock_administration, require_administrator_left, require_rank_over
from .leaving import require_nothing_held
from .sessions import end_sessions

TEMPORARY_PASSWORD_LIFE = timedelta(hours=72)
EASY_TO_READ = "abcdefghjkmnpqrstuvwxyz23456789"
CHANGEABLE = {
    "name", "username", "mobile", "email", "unit", "job_title", "superior", "joined_on",
}  # fmt: skip


@transaction.atomic
def create_person(person: User, *, by: User | None, now: datetime | None = None) -> str:
    """Take an unsaved person in; returns the temporary password, which nobody can see again.

    The person has to choose a password of his own at the first sign-in, within three days.
    Raises Refused when the user name is taken or the unit is closed.
    """
    person.username = login_name(person.username)
    person.sort_name = _spelled(person.name)
    _require_possible(person)
    password = _make_temporary(person, now or timezone.now())
    with recorded(person, Verb.CREATE, by=by):
        person.save(force_insert=True)
    return password


@transaction.atomic
def change_person(person: User, values: Mapping, *, by: User | None, reason: str = "") -> None:
    """Change what is known about a person.

    Raises Refused for a taken user name, a closed unit, or superiors that run in a circle.
    """
    if unknown := set(values) - CHANGEABLE:
        raise ValueError(f"not changed here: {unknown}")
    require_rank_over(by, person)
    with recorded(person, by=by, reason=reason):
        for name, value in values.items():
            setattr(person, name, value)
        person.username = login_name(person.username)
        person.sort_name = _spelled(person.name)
        _require_possible(person)
        person.save(update_fields=[*values, "sort_name"])


@transaction.atomic
def deactivate_person(
    person: User, *, by: User | None, reason: str = "", now: datetime | None = None
) -> None:
    """Shut a person out at once: sessions, posts and delegations end, records stay his.

    Announces PersonDeactivated. Raises Refused for oneself, for the last administrator, and for
    somebody who still has customers, to-dos or anything else in his hands (C-70).
    """
    now = now or timezone.now()
    if by is not None and by.pk == person.pk:
        raise Refused(N_("不能停用自己的账号，请另一位管理员来做。"))
    lock_administration()
    require_rank_over(by, person)
    require_nothing_held(person)
    today = timezone.localdate(now)
    with recorded(person, N_("停用"), by=by, reason=reason):
        person.is_active = False
        person.left_on = today
        person.save(update_fields=["is_active", "left_on"])
    for post in person.appointments.filter(queries.in_force(today)):
        with recorded(post, N_("结束任职"), by=by, reason=reason):
            post.ends_on = max(today, post.starts_on or today)
            post.save(update_fields=["ends_on"])
    running = Delegation.objects.filter(revoked_at=None, ends_on__gte=today)
    for delegation in running.filter(Q(giver=person) | Q(receiver=person)):
        with recorded(delegation, N_("撤销委托"), by=by, reason=reason):
            delegation.revoked_at = now
            delegation.save(update_fields=["revoked_at"])
    end_sessions(person)
    require_administrator_left()
    publish(PersonDeactivated(person.pk))


@transaction.atomic
def reactivate_person(person: User, *, by: User | None, now: datetime | None = None) -> str:
    """Take a person back with a temporary password, which is returned; posts are given anew."""
    require_rank_over(by, person)
    with recorded(person, N_("恢复在职"), by=by):
        password = _make_temporary(person, now or timezone.now())
        person.is_active, person.left_on, person.leaves_on = True, None, None
        person.save()
    return password


@transaction.atomic
def reset_password(
    person: User, *, by: User | None, reason: str = "", now: datetime | None = None
) -> str:
    """Give a temporary password, which is returned; sessions end, the second factor stays.

    Raises Refused for oneself (one changes one's own) and for an inactive person.
    """
    if by is not None and by.pk == person.pk:
        raise Refused(N_("自己的密码请在“我的安全”里修改。"))
    if not person.is_active:
        raise Refused(N_("{name}已停用，请先恢复在职。"), name=person.name)
    require_rank_over(by, person)
    with recorded(person, N_("重置密码"), by=by, reason=reason):
        password = _make_temporary(person, now or timezone.now())
        person.save()
    end_sessions(person)
    return password


def prefer(values: Mapping, *, by: User) -> None:
    """Remember somebody's own language and theme; a taste, so the history leaves it out."""
    if values:
        User.objects.filter(pk=by.pk).update(**values)


def readable_password() -> str:
    """Twelve letters and digits in three groups, without those that look alike (59 bits)."""
    letters = "".join(secrets.choice(EASY_TO_READ) for _ in range(12))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def _spelled(name: str) -> str:
    """A name as it is looked up: 张三 is zhangsan."""
    return spelled(name.lower(), is_person=True)[:160]


def _make_temporary(person: User, now: datetime) -> str:
    password = readable_password()
    person.password = make_password(password)
    person.must_change_password = True
    person.password_changed_at = now
    person.temporary_until = now + TEMPORARY_PASSWORD_LIFE
    return password


def _require_possible(person: User) -> None:
    if not person.username or not person.name.strip():
        raise Refused(N_("请填写用户名和姓名。"))
    if User.objects.filter(username=person.username).exclude(pk=person.pk).exists():
        raise Refused(N_("用户名“{username}”已经有人用了。"), username=person.username)
    if not person.unit.is_active:
        raise Refused(N_("“{unit}”已停用，请选别的部门。"), unit=person.unit.name)
    if person.superior == person or person in queries.superiors_of(person):
        raise Refused(N_("上级不能是自己，也不能是自己的下属。"))
