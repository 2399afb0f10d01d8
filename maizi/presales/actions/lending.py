"""Lend goods for trial: register, hand out of the stock, hear of it, give more time (F-1)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.accounts.queries import holders
from maizi.catalog.terms import ProductSort, Tracking
from maizi.customers.access import visible_customers
from maizi.customers.actions import note_many
from maizi.fields.actions import next_number
from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_, say
from maizi.kit import show
from maizi.stock import actions as stock
from maizi.stock.models import StockDocument
from maizi.stock.terms import MovementKind

from .. import access
from ..models import Trial, TrialEntry
from ..rules import trials as rules
from ..terms import EntryKind, Liking, TrialState

TO_HAND = N_("试用出库：{product} {quantity} {unit}（{no}）")
TO_RETURN = N_("收回试用的“{product}”（{name}）")
LENT = N_("借出试用：{product} {quantity} {unit}，应还日期 {due}（{no}）。")
HEARD = N_("试用反馈（{product}）：{text}")
NEVER_LENT = (ProductSort.SERVICE, ProductSort.BUNDLE)


def lend(row: Trial, verb: str, *, by) -> None:
    """Register a trial; inside `recorded`. What comes out of a warehouse waits to be handed out.

    Raises Refused for who does not see the customer, for services and bundles, without a serial
    where one is kept, and for days that are wrong.
    """
    customer = access.visible_kept(by).filter(pk=row.customer_id).first()
    if customer is None:
        raise Refused(N_("只能借给您看得到、又不在公海里的客户。"), field="customer")
    _check_about(row)
    _check_product(row)
    today = timezone.localdate()
    rules.check_lent(row.lent_on, today=today, is_stocked=row.warehouse_id is not None)
    rules.check_days(row.lent_on, row.due_on, most_days=int(parameter("presales.most_trial_days")))
    row.no, row.owner, row.org_unit = next_number("trial", on=today, unit=by.unit), by, by.unit
    row.state = TrialState.ASKED if row.warehouse_id else TrialState.OUT
    row.save()
    if row.warehouse_id:
        _ask_keepers(row, by=by)
    else:
        _gone(row, by=by)


@transaction.atomic
def hand_out(row: Trial, *, serial: str = "", by) -> Trial:
    """The goods leave the warehouse: the stock goes down, and whoever lends has them to bring back.

    serial  of the piece that goes, for products followed by serial

    Raises Refused the second time, and where the stock says no.
    """
    row = locked(row, "hand")
    today = timezone.localdate()
    with recorded(row, N_("试用出库"), by=by):
        row.serial, row.lent_on = (serial.strip() or row.serial)[:60], today
        rules.check_days(today, row.due_on, most_days=int(parameter("presales.most_trial_days")))
        row.out_document = _posted(row, by=by)
        row.state = TrialState.OUT
        row.save(update_fields=["serial", "lent_on", "out_document", "state"])
    settle(source=access.TRIAL_SOURCE, about=row, by=by)
    _gone(row, by=by)
    return row


@transaction.atomic
def cancel(row: Trial, *, text: str, by) -> Trial:
    """Nothing is lent after all; what waits to be handed out does not leave. Raises Refused."""
    row = locked(row, "cancel")
    if not text.strip():
        raise Refused(N_("请写明为什么取消。"), field="text")
    with recorded(row, N_("取消试用"), by=by, reason=text.strip()[:200]):
        row.state, row.outcome = TrialState.CANCELLED, text.strip()[:500]
        row.save(update_fields=["state", "outcome"])
    settle(source=access.TRIAL_SOURCE, about=row, by=by)
    return row


@transaction.atomic
def extend(row: Trial, *, due_on: date, text: str, by) -> Trial:
    """Give the customer more time, with the reason; the to-do moves along.

    Raises Refused for a day that is no later, without a reason, and beyond the longest trial.
    """
    row = locked(row, "extend")
    rules.check_extended(row.due_on, due_on, text, today=timezone.localdate())
    rules.check_days(row.lent_on, due_on, most_days=int(parameter("presales.most_trial_days")))
    with recorded(row, N_("试用延期"), by=by, reason=text.strip()[:200]):
        row.due_on = due_on
        row.save(update_fields=["due_on"])
    _noted(row, EntryKind.EXTENDED, text, by=by, due_on=due_on)
    ask_back(row, by=by)
    return row


@transaction.atomic
def hear(row: Trial, *, text: str, liking: str, by) -> Trial:
    """Write down how the customer likes it; on the customer's page, too. Raises Refused."""
    row = locked(row, "hear")
    if not text.strip():
        raise Refused(N_("请写下客户怎么说。"), field="text")
    with recorded(row, N_("试用反馈"), by=by):
        row.liking = Liking(liking)
        row.save(update_fields=["liking"])
    _noted(row, EntryKind.HEARD, text, by=by, liking=liking)
    told(row, say(HEARD, product=row.product.name, text=text.strip()[:400]), by=by)
    return row


def locked(row: Trial, verb: str) -> Trial:
    """The trial as it stands, held; Raises Refused when the verb does not fit any more."""
    rows = Trial.objects.select_for_update(of=("self",))
    row = rows.select_related("customer", "product", "warehouse", "owner", "out_document").get(
        pk=row.pk
    )
    rules.check_move(row.state, verb)
    return row


def ask_back(row: Trial, *, by) -> None:
    """Bringing it back is a to-do of whoever lent it, due on the day agreed."""
    title = say(TO_RETURN, product=row.product.name, name=row.customer.name)
    ask(owner=row.owner, source=access.TRIAL_SOURCE, about=row, due_at=row.due_on, title=title,
        by=by)  # fmt: skip


def told(row: Trial, said: str, *, by) -> None:
    """A line on the customer's page."""
    note_many([(row.customer, said)], by=by, at=timezone.now())


def source_of(row: Trial) -> Source:
    """The trial as what makes the stock post."""
    return Source(row._meta.label_lower, row.pk, row.no)


def _gone(row: Trial, *, by) -> None:
    said = say(
        LENT, product=row.product.name, quantity=show.number(row.quantity), unit=row.product.unit,
        due=show.day(row.due_on), no=row.no,
    )  # fmt: skip
    told(row, said, by=by)
    ask_back(row, by=by)


def _ask_keepers(row: Trial, *, by) -> None:
    """Whoever posts in the stock, and may see the customer, has it to hand out."""
    title = say(TO_HAND, product=row.product.name, quantity=show.number(row.quantity),
                unit=row.product.unit, no=row.no)  # fmt: skip
    people = [one for one in holders("stock", "post", today=timezone.localdate())
              if _sees(one, row)]  # fmt: skip
    for one in people:
        ask(owner=one, source=access.TRIAL_SOURCE, about=row, due_at=row.lent_on, title=title,
            by=by)  # fmt: skip
    notify(to=people, event="presales.to_hand", title=title, about=row, by=by)


def _sees(person: User, row: Trial) -> bool:
    return (
        access.may(person, "read") and visible_customers(person).filter(pk=row.customer_id).exists()
    )


def _posted(row: Trial, *, by) -> StockDocument:
    line = stock.Line(
        row.product, row.quantity, serials=(row.serial,) if row.serial else ()
    )  # fmt: skip
    return stock.post(
        MovementKind.LOAN_OUT, warehouse=row.warehouse, lines=[line], on=row.lent_on, by=by,
        source=source_of(row), partner=row.customer.name, token=f"presales.trial-{row.pk}-out",
    )  # fmt: skip


def _noted(row: Trial, kind: EntryKind, text: str, *, by, **more) -> None:
    TrialEntry.objects.create(
        trial=row, kind=kind, text=text.strip()[:500], by=by, at=timezone.now(), **more
    )


def _check_about(row: Trial) -> None:
    """The opportunity and the contact are this customer's."""
    if row.opportunity and row.opportunity.customer_id != row.customer_id:
        raise Refused(N_("这个商机是另一位客户的。"), field="opportunity")
    if row.contact and row.contact.customer_id != row.customer_id:
        raise Refused(N_("这位联系人是另一位客户的。"), field="contact")


def _check_product(row: Trial) -> None:
    if row.product.sort in NEVER_LENT:
        raise Refused(
            N_("“{product}”是{sort}，不能借出试用。请选里面的商品。"), product=row.product.name,
            sort=ProductSort(row.product.sort).chinese, field="product",
        )  # fmt: skip
    row.serial = row.serial.strip()
    if row.product.tracking != Tracking.SERIAL:
        if row.serial and row.warehouse_id:
            raise Refused(
                N_("“{product}”不按序列号管理，请把序列号留空。"), product=row.product.name,
                field="serial",
            )  # fmt: skip
        return
    if row.quantity != 1:
        raise Refused(N_("按序列号管理的产品一次借一件，请一件登记一条。"), field="quantity")
    if not row.serial and not row.warehouse_id:
        raise Refused(N_("请填写这件样机的序列号。"), field="serial")
