"""Set up pipelines and their stages (B-4)."""

from django.db import transaction

from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Move, Pipeline, Stage
from ..rules.pipelines import Wanted, usual_stages
from ..terms import Step


@transaction.atomic
def save_pipeline(row: Pipeline, verb: str, *, by) -> Pipeline:
    """Store a pipeline; the caller records. A new one gets the usual stages, one is the usual.

    Raises Refused when the usual one is switched off.
    """
    row.name = " ".join(row.name.split())
    is_new = row._state.adding
    if row.is_usual:
        if not row.is_active:
            raise Refused(N_("默认流程不能停用。请先把别的流程设为默认。"), field="is_active")
        Pipeline.objects.filter(is_usual=True).exclude(pk=row.pk).update(is_usual=False)
    row.save()
    if is_new and not row.stages.exists():
        _write(row, usual_stages())
    return row


@transaction.atomic
def set_stages(pipeline: Pipeline, wanted: list[Wanted], *, by, reason: str = "") -> None:
    """The stages of a pipeline in the order of their steps; one in use can't be taken out.

    Raises Refused without a first stage, and where days or chances make no sense.
    """
    pipeline = Pipeline.objects.select_for_update().get(pk=pipeline.pk)
    if not wanted or wanted[0].step != Step.LEAD:
        raise Refused(N_("流程要从“线索”开始。"), field="step-lead")
    for one in wanted:
        if not 0 <= one.probability <= 1:
            raise Refused(N_("“{name}”的概率应在 0 到 1 之间。"), name=one.name)
        if one.most_days and one.most_days < one.expected_days:
            raise Refused(N_("“{name}”最多停留的天数不能少于预计的天数。"), name=one.name)
    gone = pipeline.stages.exclude(step__in=[one.step for one in wanted])
    used = next((stage for stage in gone if stage.opportunities.exists()), None)
    if used is not None:
        raise Refused(N_("阶段“{name}”里还有商机，不能去掉。请先移走它们。"), name=used.name)
    before = _told(pipeline)
    if gone.filter(pk__in=_walked(pipeline)).exists():
        raise Refused(N_("有商机曾经走过要去掉的阶段，不能去掉，可以改名。"))
    gone.delete()
    _write(pipeline, wanted)
    after = _told(pipeline)
    if before != after:
        record(
            pipeline, verb=Verb.CHANGE, by=by, reason=reason, changes={N_("阶段"): [before, after]}
        )


def _walked(pipeline: Pipeline):
    return Move.objects.filter(stage__pipeline=pipeline).values("stage")


def _write(pipeline: Pipeline, wanted: list[Wanted]) -> None:
    for position, one in enumerate(sorted(wanted, key=lambda w: w.step.rank), 1):
        Stage.objects.update_or_create(
            pipeline=pipeline, step=one.step,
            defaults={
                "position": position, "name": one.name, "probability": one.probability,
                "expected_days": one.expected_days, "most_days": one.most_days,
                "most_open": one.most_open,
            },
        )  # fmt: skip


def _told(pipeline: Pipeline) -> str:
    return "；".join(
        f"{s.name} {s.probability} {s.expected_days}/{s.most_days}" for s in pipeline.stages.all()
    )


def usual_pipeline(*, by=None) -> Pipeline:
    """The pipeline new opportunities begin in; a company that has none gets the one of B-4."""
    found = Pipeline.objects.filter(is_usual=True).first()
    if found is None:
        found = Pipeline(name="标准流程", is_usual=True, note="线索 → 预期客户 → … → 谈判 → 成交")
        with transaction.atomic(), recorded(found, Verb.CREATE, by=by):
            save_pipeline(found, Verb.CREATE, by=by)
    return found
