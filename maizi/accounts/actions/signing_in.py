"""Decide who gets in: lock-out first, then the password, then the second factor."""

import math
from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.db import transaction
from django.utils import timezone

from maizi.history.actions import record
from maizi.history.terms import Verb
from maizi.kernel.asking import asking
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import queries
from ..models import SignInAttempt, User, login_name
from ..queries import has_second_factor
from ..rules import ADDRESS_FACTOR, is_password_old, locked_until
from ..terms import Outcome
from .second_factor import is_code_right

WRONG = N_("用户名或密码不对，请检查后重试。")


def sign_in(username: str, password: str, *, device: str, now: datetime | None = None) -> User:
    """Check name and password of somebody at the door; he may still owe a second factor.

    Every try is kept. The lock-out is looked at before any password is hashed, and an unknown
    name takes as long and gets the same answer as a wrong password. Marks the person as
    having to change a password that is too old. Raises Refused.
    """
    now = now or timezone.now()
    attempt = _begin(username, device, now, Outcome.WRONG)
    _require_unlocked(attempt, now)
    user = authenticate(None, username=attempt.username, password=password)
    if user is None:
        gone = User.objects.filter(username=attempt.username, is_active=False).exists()
        _end(attempt, Outcome.INACTIVE if gone else Outcome.WRONG)
        raise Refused(WRONG)
    if user.temporary_until and user.temporary_until < now:
        _end(attempt, Outcome.EXPIRED)
        raise Refused(N_("临时密码已过期，请管理员重新发一个。"))
    if has_second_factor(user):
        _end(attempt, Outcome.HALF)
    else:
        _let_in(user, attempt, now)
    return user


def give_second_factor(user: User, code: str, *, device: str, now: datetime | None = None) -> None:
    """Check the code of somebody whose password was right. Raises Refused.

    A code works once; wrong ones count towards the lock-out like wrong passwords.
    """
    now = now or timezone.now()
    attempt = _begin(user.username, device, now, Outcome.WRONG_CODE)
    _require_unlocked(attempt, now)
    if not user.is_active or not is_code_right(user, code, now=now):
        raise Refused(N_("动态码不对或已经用过。请等下一个动态码，或使用恢复码。"))
    _let_in(user, attempt, now)


def prove_password(user: User, password: str, *, device: str, now: datetime | None = None) -> None:
    """Ask somebody signed in for his password again. Raises Refused; wrong ones lock him out."""
    now = now or timezone.now()
    attempt = _begin(user.username, device, now, Outcome.WRONG)
    _require_unlocked(attempt, now)
    if authenticate(None, username=user.username, password=password) is None:
        raise Refused(N_("当前密码不对。"))
    _end(attempt, Outcome.CONFIRMED)


@transaction.atomic
def sign_out(user: User) -> None:
    """Write down that somebody left by himself."""
    record(user, verb=Verb.SIGN_OUT, by=user)


@transaction.atomic
def unlock(person: User, *, by: User) -> None:
    """Let somebody locked out try again now."""
    _begin(person.username, by.name, timezone.now(), Outcome.UNLOCKED)
    record(person, verb=N_("解锁"), by=by)


def _begin(username: str, device: str, now: datetime, outcome: Outcome) -> SignInAttempt:
    return SignInAttempt.objects.create(
        at=now, username=login_name(username), address=asking.get().address, device=device[:200],
        outcome=outcome,
    )  # fmt: skip


def _end(attempt: SignInAttempt, outcome: Outcome) -> None:
    attempt.outcome = outcome
    attempt.save(update_fields=["outcome"])


def _require_unlocked(attempt: SignInAttempt, now: datetime) -> None:
    policy = queries.policy()
    lock = timedelta(minutes=policy.lock_minutes)
    window = {"during": (now - 2 * lock, now), "before": attempt.pk}
    by_name = queries.failures_of(attempt.username, **window)
    until = locked_until(by_name, allowed=policy.failures, lock=lock)
    if (until is None or until <= now) and attempt.address:
        by_address = queries.failures_from(attempt.address, **window)
        until = locked_until(by_address, allowed=policy.failures * ADDRESS_FACTOR, lock=lock)
    if until is None or until <= now:
        return
    _end(attempt, Outcome.LOCKED)
    minutes = math.ceil((until - now).total_seconds() / 60)
    raise Refused(
        N_("登录失败次数太多，请 {minutes} 分钟后再试，或请管理员解锁。"), minutes=minutes
    )


@transaction.atomic
def _let_in(user: User, attempt: SignInAttempt, now: datetime) -> None:
    _end(attempt, Outcome.SUCCESS)
    age = queries.policy().max_age_days
    if is_password_old(user.password_changed_at, now=now, max_age_days=age):
        user.must_change_password = True
        user.save(update_fields=["must_change_password"])
    record(user, verb=Verb.SIGN_IN, by=user, changes={N_("设备"): [None, attempt.device]})
