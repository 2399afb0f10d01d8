"""How values look to people: filters of the templates, the same in lists, details and prints."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from maizi.kernel import masking, money

LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]


def when(moment: datetime | None) -> str:
    """A moment as people write it: 2026-03-05 14:20, in the company's time zone."""
    if moment and timezone.is_aware(moment):  # a form's own value is local already
        moment = timezone.localtime(moment)
    return moment.strftime("%Y-%m-%d %H:%M") if moment else ""


def day(value: date | datetime | None) -> str:
    """A date as 2026-03-05."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return value.isoformat() if value else ""


def ago(moment: datetime | None, *, now: datetime | None = None) -> str:
    """How long ago, in words: 刚刚, 5 分钟前, 昨天, then the date."""
    if not moment:
        return ""
    now = now or timezone.now()
    passed = now - moment
    if timedelta(0) <= passed < timedelta(minutes=1):
        return _("刚刚")
    if timedelta(0) <= passed < timedelta(hours=1):
        return _("%d 分钟前") % (passed.seconds // 60)
    here, there = timezone.localtime(now).date(), timezone.localtime(moment).date()
    clock = timezone.localtime(moment).strftime("%H:%M")
    if here == there:
        return _("今天 %s") % clock
    if here - there == timedelta(days=1):
        return _("昨天 %s") % clock
    if there - here == timedelta(days=1):
        return _("明天 %s") % clock
    return day(there)


def until(due: date | None, *, today: date | None = None) -> str:
    """How far off a promise is: 逾期 3 天, 今天, 明天, 还有 5 天."""
    if not due:
        return ""
    left = (due - (today or timezone.localdate())).days
    if left < 0:
        return ngettext("逾期 %d 天", "逾期 %d 天", -left) % -left
    return {0: _("今天"), 1: _("明天")}.get(left) or ngettext(
        "还有 %d 天", "还有 %d 天", left
    ) % left


def percent(ratio: Decimal | float | None) -> str:
    """A fraction as percent with two places; undefined is a dash."""
    return "—" if ratio is None else f"{Decimal(ratio) * 100:.2f}%"


def approx(total: int) -> str:
    """A count, estimated beyond 10,000: 约 102 万 (in English about 1.02 million)."""
    if total < 10_000:
        return f"{total:,}"
    if get_language() == "en":
        large, small = (1_000_000, _("约 %s 百万")), (1_000, _("约 %s 千"))
    else:
        large, small = (100_000_000, _("约 %s 亿")), (10_000, _("约 %s 万"))
    size, words = large if total >= large[0] else small
    return words % f"{total / size:.3g}"


def inside(label: str) -> str:
    """A label within a sentence: English writes it small there."""
    return label[:1].lower() + label[1:] if get_language() == "en" else str(label)


def yuan(amount: Decimal | None) -> str:
    """Money as 1,234.50; undefined is a dash."""
    return "—" if amount is None else money.show_yuan(amount)


def price(amount: Decimal | None) -> str:
    """A unit price: as many places as it has, at least two; undefined is a dash."""
    if amount is None:
        return "—"
    whole, _, places = f"{Decimal(amount):,.6f}".partition(".")
    return f"{whole}.{places.rstrip('0').ljust(2, '0')}"


def number(amount: Decimal | None) -> str:
    """A quantity or factor without idle zeros: 12, 0.5."""
    return "—" if amount is None else f"{Decimal(amount).normalize():,f}"


def plain(value) -> str:
    """Any stored value as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, datetime):
        return when(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list | tuple):
        return _("、").join(plain(v) for v in value)
    return str(value)


FILTERS = {
    "when": when,
    "day": day,
    "ago": ago,
    "until": until,
    "percent": percent,
    "approx": approx,
    "inside": inside,
    "plain": plain,
    "yuan": yuan,
    "price": price,
    "number": number,
    "mask": lambda value, kind: masking.mask(kind, value),
}
