"""What keeps administrators from helping themselves, and the house from losing its last one."""

from collections.abc import Mapping

from django.utils import timezone

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access, queries
from ..models import Appointment, SignInPolicy, User
from ..rules import is_powerful


def lock_administration() -> None:
    """Let changes of who administers happen one after the other; inside a transaction."""
    SignInPolicy.objects.bulk_create([SignInPolicy()], ignore_conflicts=True)
    SignInPolicy.objects.select_for_update().get(pk=1)


def require_administrator_left() -> None:
    """Refuse a change after which nobody could manage people and roles any more."""
    today = timezone.localdate()
    lasting = Appointment.objects.filter(
        queries.in_force(today), ends_on=None, user__is_active=True
    ).values_list("user_id", "role__grants")
    verbs: dict[int, set[str]] = {}
    for user_id, grants in lasting:
        verbs.setdefault(user_id, set()).update(grants.get("administration", ()))
    if not any({"people", "roles"} <= held for held in verbs.values()):
        raise Refused(
            N_("这样就没有人能管理人员和角色了。请先让另一位在职人员长期担任系统管理员。")
        )


def require_another(by: User | None, person: User, *, reason: str) -> None:
    """Refuse what somebody does for himself; alone in the house, he may, giving a reason."""
    if by is None or by.pk != person.pk:
        return
    others = [p for p in queries.holders("administration", "roles", today=timezone.localdate())
              if p.pk != by.pk]  # fmt: skip
    if others:
        raise Refused(
            N_("不能给自己增加权限。请另一位管理员来做：{names}。"), names=queries.names_of(others)
        )
    if not reason.strip():
        raise Refused(N_("您是唯一的管理员，可以给自己增加权限，但请写明原因。"))


def require_rank(by: User | None, grants: Mapping) -> None:
    """Refuse handing out or touching administration rights without the right to manage roles."""
    if by is not None and is_powerful(grants) and not access.may(by, "administration", "roles"):
        raise Refused(N_("这涉及系统管理或审计权限，只有能管理角色的管理员可以做。"))


def require_rank_over(by: User | None, person: User) -> None:
    """Refuse touching the account of an administrator without the right to manage roles."""
    posts = access.posts_of(person, timezone.localdate())
    for post in posts:
        require_rank(by, post.grants)
