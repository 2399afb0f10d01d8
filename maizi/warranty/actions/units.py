"""Pieces at customers: stored, with the days that follow from what is known of them (F-32)."""

import secrets

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_
from maizi.search.actions import index

from ..events import UnitRegistered
from ..models import Unit
from ..queries.catalogue import rows_named
from ..queries.dating import dated
from ..terms import UnitState

DAYS = (("invoiced_on", N_("发票日期")), ("delivered_on", N_("交付日期")))


def register(unit: Unit, *, by) -> Unit:
    """Give a new piece its record. Announces UnitRegistered; Raises Refused like `save_unit`."""
    with transaction.atomic(), recorded(unit, Verb.CREATE, by=by):
        save_unit(unit, Verb.CREATE, by=by)
    return unit


@transaction.atomic
def save_unit(row: Unit, verb: str, *, by) -> Unit:
    """Store a piece; the caller records (`kit.pages.save`).

    Raises Refused for a serial that is in use already, days out of order, an unknown catalogue.
    """
    row.serial = "".join(row.serial.split())
    _check(row)
    is_new = row._state.adding
    if is_new:
        row.code = row.code or secrets.token_urlsafe(12)
        row.created_by = row.created_by or by
    dated(row)
    row.save()
    index("installed", [row.pk])
    if is_new:
        publish(UnitRegistered(row.pk))
    return row


@transaction.atomic
def refresh(unit: Unit, *, by, verb: str = Verb.CHANGE, **values) -> Unit:
    """Set what became known of a piece, and the days that follow."""
    unit = Unit.objects.select_for_update(of=("self",)).select_related("product").get(pk=unit.pk)
    with recorded(unit, verb, by=by):
        for name, value in values.items():
            setattr(unit, name, value)
        dated(unit)
        unit.save()
    return unit


def _check(row: Unit) -> None:
    today = timezone.localdate()
    if not row.serial:
        raise Refused(N_("请填写序列号，在铭牌上。"), field="serial")
    for name, label in DAYS:
        day = getattr(row, name)
        if day and day > today:
            raise Refused(N_("{label}不能晚于今天。请核对。"), label=label, field=name)
        if day and row.produced_on and day < row.produced_on:
            raise Refused(
                N_("{label} {day} 早于出厂日期 {produced}。请核对两个日期。"), label=label,
                day=day, produced=row.produced_on, field=name,
            )  # fmt: skip
    if row.catalogue and not rows_named(row.catalogue):
        raise Refused(
            N_("三包目录里没有“{name}”。请从目录里选一个名称，或留空。"), name=row.catalogue,
            field="catalogue",
        )  # fmt: skip
    twin = Unit.objects.filter(
        product=row.product, serial__iexact=row.serial, state=UnitState.IN_USE
    )
    if row.state == UnitState.IN_USE and twin.exclude(pk=row.pk).exists():
        raise Refused(
            N_("“{product}”的序列号 {serial} 已经建档。请打开那份档案，或核对铭牌。"),
            product=row.product.name, serial=row.serial, field="serial", code="serial_taken",
        )  # fmt: skip
