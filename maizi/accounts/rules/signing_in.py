"""Decisions about passwords, lock-out and sessions; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from maizi.kernel.texts import N_

from ..terms import PolicyPreset, TotpDuty

# Numbers of the presets: ASVS 5.0 6.2/7.3; GB/T 22239-2019 8.1.4.1 gives the demands, practice
# the numbers (docs/rules/accounts.md). ASVS forbids composition rules and forced changes.
PRESETS: dict[PolicyPreset, dict] = {
    PolicyPreset.ASVS: {
        "min_length": 10, "min_classes": 1, "max_age_days": 0, "remembered": 0,
        "failures": 10, "lock_minutes": 10, "idle_minutes": 180, "absolute_hours": 12,
        "totp_duty": TotpDuty.NOBODY,
    },
    PolicyPreset.DENGBAO_2: {
        "min_length": 10, "min_classes": 3, "max_age_days": 90, "remembered": 5,
        "failures": 5, "lock_minutes": 15, "idle_minutes": 30, "absolute_hours": 12,
        "totp_duty": TotpDuty.NOBODY,
    },
    PolicyPreset.DENGBAO_3: {
        "min_length": 10, "min_classes": 3, "max_age_days": 90, "remembered": 5,
        "failures": 5, "lock_minutes": 15, "idle_minutes": 30, "absolute_hours": 12,
        "totp_duty": TotpDuty.EVERYBODY,
    },
}  # fmt: skip
# Smallest and largest value of each number an administrator may set himself.
BOUNDS = {
    "min_length": (8, 64), "min_classes": (1, 4), "max_age_days": (0, 365), "remembered": (0, 24),
    "failures": (3, 20), "lock_minutes": (5, 1440), "idle_minutes": (5, 720),
    "absolute_hours": (1, 72),
}  # fmt: skip
ADDRESS_FACTOR = 5  # an office behind one address may fail five times as often as one account


@dataclass(frozen=True, slots=True)
class PasswordRules:
    """What a new password must be like."""

    min_length: int = 10
    min_classes: int = 1
    forbidden_words: tuple[str, ...] = ()


def password_problem(password: str, rules: PasswordRules) -> tuple[str, dict] | None:
    """The first thing wrong with a password as (message, values), or None.

    Length, number of character classes (a Chinese character counts as a symbol), little more
    than words of the product, company and person, one character repeated, and a plain run such
    as abcdefgh (ASVS 6.2, GB/T 22239 8.1.4.1).
    """
    if len(password) < rules.min_length:
        return N_("密码至少要 {length} 个字符。"), {"length": rules.min_length}
    if len(password) > 256:
        return N_("密码最长 256 个字符。"), {}
    tests = (str.islower, str.isupper, str.isdigit, lambda c: not (c.isascii() and c.isalnum()))
    kinds = sum(any(map(test, password)) for test in tests)
    if kinds < rules.min_classes:
        message = N_("密码要包含大写、小写、数字、符号中的 {classes} 种。")
        return message, {"classes": rules.min_classes}
    left, found = password.lower(), ""
    for word in sorted(rules.forbidden_words, key=len, reverse=True):
        if len(word) >= 3 and word.lower() in left:
            left, found = left.replace(word.lower(), ""), found or word
    if found and len(left) <= rules.min_length // 2:
        return N_("密码不要由“{word}”这样容易猜到的词组成。"), {"word": found}
    steps = {ord(b) - ord(a) for a, b in zip(password, password[1:], strict=False)}
    if len(steps) == 1 and abs(steps.pop()) <= 1:
        return N_("密码不要用重复或连续的字符。"), {}
    return None


def locked_until(failures: Iterable[datetime], *, allowed: int, lock: timedelta) -> datetime | None:
    """When the next try is allowed after `failures` (moments, any order), or None if now.

    The lock begins with the last of `allowed` failures that lie within one lock period.
    """
    recent = sorted(failures)[-allowed:]
    if len(recent) < allowed or recent[-1] - recent[0] > lock:
        return None
    return recent[-1] + lock


def preset_of(values: dict) -> PolicyPreset:
    """The preset whose numbers these are, or CUSTOM."""
    named = (preset for preset, numbers in PRESETS.items() if numbers == values)
    return next(named, PolicyPreset.CUSTOM)


def must_use_totp(duty: TotpDuty, *, is_administrator: bool) -> bool:
    """Whether the policy asks this person for a second factor."""
    return duty == TotpDuty.EVERYBODY or (duty == TotpDuty.ADMINISTRATORS and is_administrator)


def is_password_old(changed_at: datetime | None, *, now: datetime, max_age_days: int) -> bool:
    """True when a password has to be changed for its age; 0 days means never."""
    if not max_age_days or changed_at is None:
        return False
    return now - changed_at > timedelta(days=max_age_days)


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session lasts without a request, and at most."""

    idle: timedelta
    absolute: timedelta


def is_session_over(
    opened_at: datetime, seen_at: datetime, *, now: datetime, limits: SessionLimits
) -> bool:
    """True when a session ends by itself: nobody was there, or it has been open too long.

    One opened far ahead, by a clock gone wrong, is over too: it would never become old.
    """
    return now - seen_at > limits.idle or abs(now - opened_at) > limits.absolute


BROWSERS = (
    ("MicroMessenger", "微信"), ("DingTalk", "钉钉"), ("Edg", "Edge"), ("OPR/", "Opera"),
    ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def device_name(user_agent: str) -> str:
    """A browser's own description in two words a person recognises: Chrome · Windows."""
    found = [
        next((name for mark, name in table if mark in user_agent), "")
        for table in (BROWSERS, SYSTEMS)
    ]
    return " · ".join(filter(None, found)) or user_agent[:40]
