"""The second factor: an authenticator app, and recovery codes for a lost phone."""

import re
import secrets
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from maizi.history.actions import record
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access, queries
from ..models import RecoveryCode, User
from ..queries import has_second_factor
from ..rules import must_use_totp
from ..terms import TotpDuty
from .guards import require_rank_over
from .sessions import end_sessions

CODE_COUNT = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
RECOVERY_CODE = re.compile(r"(\d{1,2})-?([a-z2-9]{5})-?([a-z2-9]{5})")


def is_second_factor_demanded(user: User) -> bool:
    """True when the policy wants a second factor of the person."""
    duty = TotpDuty(queries.policy().totp_duty)
    if duty == TotpDuty.NOBODY:
        return False
    return must_use_totp(duty, is_administrator=access.administers(user))


def owes_second_factor(user: User) -> bool:
    """True when the policy wants a second factor of the person and he has none yet."""
    return is_second_factor_demanded(user) and not has_second_factor(user)


def begin_second_factor(user: User) -> TOTPDevice:
    """The device that is being set up: one secret until it is confirmed or given up."""
    waiting = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return waiting or TOTPDevice.objects.create(user=user, name="totp", confirmed=False)


@transaction.atomic
def confirm_second_factor(user: User, code: str, *, session_key: str | None = None) -> list[str]:
    """Put the app in force once it showed a right code; returns the recovery codes, once.

    Replaces an earlier app; all the person's other sessions end. Raises Refused.
    """
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    if device is None:
        raise Refused(N_("请先扫描二维码。"))
    if not device.verify_token(_digits(code)):
        raise Refused(N_("动态码不对。请确认手机时间准确，再输入新的动态码。"))
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    record(user, verb=N_("启用双因素"), by=user)
    end_sessions(user, but=session_key)
    return _new_codes(user)


@transaction.atomic
def renew_recovery_codes(user: User) -> list[str]:
    """Ten new recovery codes, returned once; the old ones stop working."""
    if not has_second_factor(user):
        raise Refused(N_("请先启用双因素登录。"))
    record(user, verb=N_("重新生成恢复码"), by=user)
    return _new_codes(user)


@transaction.atomic
def remove_second_factor(
    person: User, *, by: User, reason: str = "", session_key: str | None = None
) -> None:
    """Take the second factor away: one's own, or that of somebody who lost phone and codes.

    Sessions end. Raises Refused for one's own where the policy demands it.
    """
    if by.pk == person.pk and is_second_factor_demanded(person):
        raise Refused(N_("公司要求您使用双因素登录，不能关闭。换手机请重新扫码。"))
    if by.pk != person.pk:
        require_rank_over(by, person)
    TOTPDevice.objects.filter(user=person).delete()
    RecoveryCode.objects.filter(user=person).delete()
    record(person, verb=N_("关闭双因素"), by=by, reason=reason)
    end_sessions(person, but=session_key)


def is_code_right(user: User, typed: str, *, now: datetime | None = None) -> bool:
    """Use up a code of the app or a recovery code. The same code is never right twice."""
    typed = typed.strip().lower().replace(" ", "")
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
        if device is None:
            return False
        if matched := RECOVERY_CODE.fullmatch(typed):
            return _use_recovery_code(user, matched, now or timezone.now())
        return device.verify_token(_digits(typed))


def _use_recovery_code(user: User, typed: re.Match, now: datetime) -> bool:
    codes = RecoveryCode.objects.select_for_update()
    code = codes.filter(user=user, number=int(typed[1]), used_at=None).first()
    if code is None or not check_password(typed[2] + typed[3], code.hash):
        return False
    code.used_at = now
    code.save(update_fields=["used_at"])
    return True


def _new_codes(user: User) -> list[str]:
    RecoveryCode.objects.filter(user=user).delete()
    letters = ["".join(secrets.choice(LETTERS) for _ in range(10)) for _ in range(CODE_COUNT)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, number=number, hash=make_password(text))
        for number, text in enumerate(letters, 1)
    )
    return [f"{number}-{text[:5]}-{text[5:]}" for number, text in enumerate(letters, 1)]


def _digits(code: str) -> str:
    return code.strip() if code.strip().isascii() and code.strip().isdigit() else ""
