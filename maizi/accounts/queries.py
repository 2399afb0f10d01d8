"""Reads of the organisation that have a name."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django_otp.plugins.otp_totp.models import TOTPDevice

from .models import (
    Appointment,
    Delegation,
    OrgUnit,
    RecoveryCode,
    SignInAttempt,
    SignInPolicy,
    User,
)
from .rules import PRESETS
from .terms import Outcome

LONGEST_SUPERIORS = 30
FAILING = (Outcome.WRONG, Outcome.WRONG_CODE, Outcome.INACTIVE, Outcome.EXPIRED)
RESETTING = (Outcome.SUCCESS, Outcome.UNLOCKED)


def policy() -> SignInPolicy:
    """The sign-in policy; the ASVS preset as long as nobody chose one."""
    return SignInPolicy.objects.filter(id=1).first() or SignInPolicy()


def company_name() -> str:
    """What the company is called: the name of the top of its tree."""
    top = OrgUnit.objects.filter(parent=None).order_by("path").first()
    return top.name if top else ""


def in_force(today: date, *, under: str = "") -> Q:
    """The appointments of a day, as a condition; `under` leads to them from another row."""
    begun = Q(**{f"{under}starts_on": None}) | Q(**{f"{under}starts_on__lte": today})
    not_over = Q(**{f"{under}ends_on": None}) | Q(**{f"{under}ends_on__gte": today})
    return begun & not_over


def holders(entity: str, verb: str, *, today: date) -> list[User]:
    """Active people a post of whom grants a verb, by name. Two queries."""
    posts = Appointment.objects.filter(in_force(today), user__is_active=True)
    found = {
        user_id
        for user_id, grants in posts.values_list("user_id", "role__grants")
        if verb in grants.get(entity, ())
    }
    return list(User.objects.filter(pk__in=found))


def units_below(unit: OrgUnit) -> QuerySet[OrgUnit]:
    """A unit and everything under it."""
    return OrgUnit.objects.filter(path__startswith=unit.path)


def people_in(unit: OrgUnit) -> QuerySet[User]:
    """Active people of a unit and everything under it."""
    return User.objects.filter(unit__path__startswith=unit.path, is_active=True)


def superiors_of(person: User) -> list[User]:
    """The people above a person, nearest first; one query each."""
    found, above = [], person.superior
    while above is not None and above not in found and len(found) < LONGEST_SUPERIORS:
        found.append(above)
        above = above.superior
    return found


def givers_to(user: User, *, today: date) -> QuerySet[User]:
    """The people somebody stands in for today; decisions then read "A 代 B" (M-6)."""
    return User.objects.filter(pk__in=_standing(today).filter(receiver=user).values("giver"))


def stand_in_of(user: User, *, today: date) -> User | None:
    """Who stands in for somebody today."""
    found = _standing(today).filter(giver=user).select_related("receiver").first()
    return found.receiver if found else None


def _standing(today: date) -> QuerySet[Delegation]:
    return Delegation.objects.filter(
        revoked_at=None, starts_on__lte=today, ends_on__gte=today, receiver__is_active=True
    )


Window = tuple[datetime, datetime]


def failures_of(username: str, *, during: Window, before: int) -> list[datetime]:
    """Moments at which signing in under a name failed since it last succeeded.

    during  first and last moment; what a clock gone wrong dated ahead does not count
    before  id of the try being decided: only earlier ones count
    """
    tries = SignInAttempt.objects.filter(username=username, at__range=during, pk__lt=before)
    found = []
    for at, outcome in tries.order_by("-id").values_list("at", "outcome"):
        if outcome in RESETTING:
            break
        if outcome in FAILING:
            found.append(at)
    return found


def failures_from(address: str, *, during: Window, before: int) -> list[datetime]:
    """Moments at which signing in from an address failed, under whatever name."""
    tries = SignInAttempt.objects.filter(address=address, at__range=during, pk__lt=before)
    return list(tries.filter(outcome__in=FAILING).values_list("at", flat=True))


def recovery_codes_left(user: User) -> int:
    """How many unused recovery codes a person has."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


def failed_before_this_sign_in(user: User) -> int:
    """Failed tries under a person's name between his last success and the one before it."""
    tries = SignInAttempt.objects.filter(username=user.username).order_by("-id")
    count = 0
    for outcome in tries.values_list("outcome", flat=True)[1:100]:
        if outcome == Outcome.SUCCESS:
            break
        count += outcome in (*FAILING, Outcome.LOCKED)
    return count


def active_person(id_: int) -> User | None:
    """Somebody who may be signed in, or None."""
    return User.objects.filter(pk=id_, is_active=True).first()


def has_second_factor(user: User) -> bool:
    """True when the person confirmed an authenticator app."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def presets() -> dict[str, dict]:
    """The numbers of each ready-made policy, by its code."""
    return {str(preset): numbers for preset, numbers in PRESETS.items()}


def names_of(people: Iterable[User], *, most: int = 3) -> list[str]:
    """A few names for a sentence."""
    return [person.name for person in list(people)[:most]]
