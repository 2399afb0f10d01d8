"""Choose a new password and set the policy for everybody's."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import queries
from ..models import OldPassword, SignInPolicy, User
from ..rules import BOUNDS, PRESETS, PasswordRules, password_problem, preset_of
from ..terms import PolicyPreset
from .sessions import end_sessions

PRODUCT_WORDS = ("maizi", "麦子")
MOST_REMEMBERED = BOUNDS["remembered"][1]
_well_known = CommonPasswordValidator()


@dataclass(frozen=True)
class NewPassword:
    """What somebody typed: the password he wants, and the key of the session that may go on."""

    password: str
    session_key: str | None = None


@transaction.atomic
def change_password(
    user: User, new: NewPassword, *, by: User | None, now: datetime | None = None
) -> None:
    """Give a person the password he chose; all his other sessions end.

    Raises Refused when the policy forbids it: too short, too few kinds of characters, too
    common, made of names, the present one, or one of those remembered.
    """
    require_good_password(user, new.password)
    now = now or timezone.now()
    with recorded(user, N_("修改密码"), by=by):
        if user.has_usable_password():
            OldPassword.objects.create(user=user, at=now, hash=user.password)
        user.set_password(new.password)
        user.must_change_password = False
        user.temporary_until = None
        user.password_changed_at = now
        user.save()
    _forget_oldest(user)
    end_sessions(user, but=new.session_key)


def require_good_password(user: User, password: str) -> None:
    """Refuse a password the policy doesn't allow this person."""
    policy = queries.policy()
    words = (*PRODUCT_WORDS, queries.company_name(), user.username, user.name, user.mobile)
    rules = PasswordRules(policy.min_length, policy.min_classes, tuple(filter(None, words)))
    if problem := password_problem(password, rules):
        message, values = problem
        raise Refused(message, **values)
    try:
        _well_known.validate(password)
    except ValidationError:
        raise Refused(N_("这个密码太常见，别人一猜就中，请换一个。")) from None
    if user.has_usable_password() and check_password(password, user.password):
        raise Refused(N_("新密码不能和现在的一样。"))
    if policy.remembered:
        old = OldPassword.objects.filter(user=user).order_by("-id")[: policy.remembered]
        if any(check_password(password, o.hash) for o in old):
            raise Refused(
                N_("最近用过这个密码，请换一个（不能与最近 {count} 次相同）。"),
                count=policy.remembered,
            )


@transaction.atomic
def choose_preset(preset: PolicyPreset, *, by: User | None) -> SignInPolicy:
    """Set every number of the policy to those of a preset."""
    return change_policy(PRESETS[preset], by=by)


@transaction.atomic
def change_policy(values: dict, *, by: User | None) -> SignInPolicy:
    """Set numbers of the policy; it is called CUSTOM unless they are those of a preset.

    Raises Refused for a number out of bounds. Takes effect at everybody's next request.
    """
    SignInPolicy.objects.bulk_create([SignInPolicy()], ignore_conflicts=True)
    policy = SignInPolicy.objects.select_for_update().get(pk=1)
    with recorded(policy, by=by):
        for name, value in values.items():
            low, high = BOUNDS.get(name, (None, None))
            if low is not None and not low <= value <= high:
                raise Refused(
                    N_("“{name}”只能在 {low} 到 {high} 之间。"),
                    name=str(SignInPolicy._meta.get_field(name).verbose_name), low=low, high=high,
                )  # fmt: skip
            setattr(policy, name, value)
        now_set = {name: getattr(policy, name) for name in PRESETS[PolicyPreset.ASVS]}
        policy.preset = preset_of(now_set)
        policy.save()
    return policy


def _forget_oldest(user: User) -> None:
    old = OldPassword.objects.filter(user=user)
    kept = list(old.order_by("-id").values_list("pk", flat=True)[:MOST_REMEMBERED])
    old.exclude(pk__in=kept).delete()
