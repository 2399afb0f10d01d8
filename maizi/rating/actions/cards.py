"""Scorecards are made as drafts, and used as versions that never change again (D-2)."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Criterion, Scorecard, ScoreTrait
from ..queries.facts import traits_of
from ..rules import cards
from ..terms import CardState, Measure
from .seeds import CARDS, trait_values

REVISED, ACTIVATED, RETIRED = N_("开新版本"), N_("启用"), N_("停用")
CHANGED = N_("修改准则与评分项")


@transaction.atomic
def save_card(row: Scorecard, verb: str, *, by) -> Scorecard:
    """Store a card's name and use; the caller records (`kit.pages.save`).

    Raises Refused for a version that is in use, and for a name that is taken.
    """
    row.name = " ".join(row.name.split())
    _refuse_used(row)
    if row._state.adding and Scorecard.objects.filter(name=row.name).exists():
        raise Refused(N_("“{name}”已经有了。请打开它，开新版本。"), name=row.name, field="name")
    row.save()
    return row


@transaction.atomic
def revise_card(card: Scorecard, *, by) -> Scorecard:
    """A draft of the next version, equal to this one to begin with; the one there is, if any."""
    draft = Scorecard.objects.filter(name=card.name, state=CardState.DRAFT).first()
    if draft is not None:
        return draft
    last = Scorecard.objects.filter(name=card.name).order_by("-version").first()
    made = Scorecard(
        name=card.name, sort=card.sort, serves=card.serves, note=card.note,
        version=last.version + 1,
    )  # fmt: skip
    with recorded(made, REVISED, by=by):
        made.save()
    for criterion in card.criteria.prefetch_related("traits"):
        traits = list(criterion.traits.all())
        copy = Criterion.objects.create(
            card=made, name=criterion.name, weight=criterion.weight, factor=criterion.factor,
            position=criterion.position,
        )  # fmt: skip
        for trait in traits:
            trait.pk, trait.criterion, trait._state.adding = None, copy, True
            trait.save(force_insert=True)
    return made


@transaction.atomic
def activate_card(card: Scorecard, *, by) -> Scorecard:
    """From now on customers are rated by this version; the one before is retired.

    Raises Refused for weights that do not make up 100 and for traits nobody could score (T-1.5).
    """
    card = Scorecard.objects.select_for_update().get(pk=card.pk)
    _refuse_used(card)
    by_id = {trait.id: trait for trait in traits_of(card)}
    cards.refuse_unsound([
        (criterion.name, criterion.weight, [by_id[trait.pk] for trait in criterion.traits.all()])
        for criterion in card.criteria.prefetch_related("traits")
    ])  # fmt: skip
    before = Scorecard.objects.filter(name=card.name, state=CardState.ACTIVE).first()
    if before is not None:
        with recorded(before, RETIRED, by=by):
            before.state = CardState.RETIRED
            before.save(update_fields=["state"])
    with recorded(card, ACTIVATED, by=by):
        card.state, card.activated_at = CardState.ACTIVE, timezone.now()
        card.save(update_fields=["state", "activated_at"])
    return card


@transaction.atomic
def save_criteria(card: Scorecard, told: Mapping[int, tuple[Decimal, Mapping]], *, by) -> None:
    """Weights of criteria, and shares of traits: criterion id -> (weight, trait id -> share).

    A trait with no share goes. They need not make up 100 yet: a draft may be half done.
    """
    _refuse_used(card)
    with recorded(card, CHANGED, by=by):
        for criterion in card.criteria.prefetch_related("traits"):
            if criterion.pk not in told:
                continue
            criterion.weight, shares = told[criterion.pk]
            criterion.save(update_fields=["weight"])
            _save_shares(criterion, shares)
        card.save()


def _save_shares(criterion: Criterion, shares: Mapping) -> None:
    for trait in criterion.traits.all():
        trait.share = shares.get(trait.pk)
        if trait.share:
            trait.save(update_fields=["share"])
        else:
            trait.delete()


@transaction.atomic
def add_criterion(card: Scorecard, *, name: str, factor: str = "", by) -> Criterion:
    """One more criterion, without weight to begin with."""
    _refuse_used(card)
    if not name.strip():
        raise Refused(N_("请填准则名称。"), field="name")
    with recorded(card, CHANGED, by=by):
        position = card.criteria.count()
        return Criterion.objects.create(
            card=card, name=name.strip()[:40], factor=factor, position=position
        )


@transaction.atomic
def save_trait(trait: ScoreTrait, *, by) -> ScoreTrait:
    """Store one trait of a draft. Raises Refused for steps that cannot be read in order."""
    card = trait.criterion.card
    _refuse_used(card)
    if trait.measure == Measure.ATTRIBUTE and trait.attribute_id is None:
        raise Refused(N_("请选组合属性。"), field="attribute")
    if trait.measure != Measure.ATTRIBUTE:
        trait.attribute = None
    if not trait.steps:
        raise Refused(N_("请至少写一档评分标准。"), field="steps")
    _refuse_disorder(trait)
    with recorded(card, CHANGED, by=by):
        trait.name = trait.name.strip()
        if trait._state.adding:
            trait.position = trait.criterion.traits.count()
        trait.save()
        card.save()
    return trait


@transaction.atomic
def seed_cards(*, by=None) -> None:
    """The default cards, in use at once; those a company has stay as they are."""
    for name, sort, serves, criteria in CARDS:
        if Scorecard.objects.filter(name=name).exists():
            continue
        card = Scorecard(name=name, sort=sort, serves=serves)
        with recorded(card, Verb.CREATE, by=by):
            card.save()
        for position, (title, weight, factor, traits) in enumerate(criteria):
            criterion = Criterion.objects.create(
                card=card, name=title, weight=weight, factor=factor, position=position
            )
            ScoreTrait.objects.bulk_create([
                ScoreTrait(criterion=criterion, position=at, **trait_values(told))
                for at, told in enumerate(traits)
            ])  # fmt: skip
        activate_card(card, by=by)


def _refuse_used(card: Scorecard) -> None:
    if card.state != CardState.DRAFT:
        raise Refused(
            N_("“{card}”已启用，不能再改：评过的客户以它为准。请开新版本。"), card=str(card)
        )


def _refuse_disorder(trait: ScoreTrait) -> None:
    """Bounds fall towards the worse, so that "the first that holds" is the right one."""
    bounds = [Decimal(str(s["bound"])) for s in trait.steps if s.get("bound") not in (None, "")]
    if bounds != sorted(bounds, reverse=not trait.is_less_better):
        raise Refused(N_("评分标准要从最好的一档写到最差的一档：界限的次序不对。"), field="steps")
