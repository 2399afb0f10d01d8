"""What the wizard's pages show: steps, choices, reasons, the grid."""

import re
from collections.abc import Mapping

from django.db.models import Model, QuerySet
from django.forms import ChoiceField
from django.utils.translation import gettext as _

from maizi.kernel.ids import number_in
from maizi.kernel.texts import say

from ..models import ImportProblem, ImportRun
from ..sheets.formats import Format
from ..sheets.headers import Reason
from .declare import Importer, key_of, place_of
from .results import last_phase, sentence
from .terms import ENCODINGS, ImportState, Severity

PLACES = re.compile(r"\{\w+\}")
ROWS_SHOWN = 50
MOST_SLOTS = 5
STEP_OF = {
    ImportState.UPLOADED: 2, ImportState.MAPPED: 2, ImportState.CHECKING: 3,
    ImportState.CHECKED: 3, ImportState.IMPORTING: 4, ImportState.DONE: 5,
    ImportState.UNDOING: 5, ImportState.UNDONE: 5,
}  # fmt: skip


def steps_of(run: ImportRun | None) -> dict:
    """The bar of steps and which one we are at."""
    labels = [_("选择文件"), _("对应列"), _("检查与修改"), _("导入"), _("结果")]
    step = STEP_OF[ImportState(run.state)] if run is not None else 1
    return {"steps": labels, "step": step}


def place_choices(importer: Importer, user, run: ImportRun) -> list[tuple[str, str]]:
    """Every place a column can go to, repeated ones as often as the sheet has them."""
    used = [key_of(column["target"])[1] for column in run.columns if column["target"]]
    slots = min(MOST_SLOTS, max([1, *used]) + 1)
    targets = importer.targets(user)
    found = [("", _("不导入"))]
    found += [(one.key, _(one.label)) for one in targets if not one.repeats]
    for slot in range(1, slots + 1):
        suffix = f" {slot}" if slot > 1 else ""
        found += [
            (place_of(one.key, slot), f"{_(one.label)}{suffix}") for one in targets if one.repeats
        ]
    return found


def reading_of(run: ImportRun) -> dict:
    """How the file was read, and how else it could be."""
    facts = run.facts
    encoding, percent = facts.get("encoding", ""), round(100 * facts.get("confidence", 1))
    parts = [Format(facts["format"]).label] if facts.get("format") else []
    parts += [_("%(name)s（把握 %(percent)d%%）") % {"name": encoding, "percent": percent}] * bool(
        encoding
    )
    parts += [_("工作表“%s”") % facts["worksheet"]] * bool(facts.get("worksheet"))
    known = dict.fromkeys([encoding, *ENCODINGS])
    return {
        "warnings": [
            say(message, **params).text(_) for message, params in facts.get("warnings", [])
        ],
        "reading": _("，").join(map(str, parts)),
        "encodings": [(name, name.upper()) for name in known if name],
        "worksheets": [(name, name) for name in facts.get("worksheets", [])],
        "reason_texts": [_why(column) for column in run.columns],
    }


def _why(column: dict) -> str:
    if column.get("rival"):
        return _("与列“%s”重复") % column["rival"]
    return Reason(column["reason"]).label


def asked_places(given: Mapping[str, str], run: ImportRun) -> list[str]:
    """The place chosen for each column, in the order of the columns."""
    return [given.get(f"place-{at}", column["target"]) for at, column in enumerate(run.columns)]


def options_of(form) -> dict:
    """The options of a valid form as they are stored: ids for records."""
    return {
        name: value.pk if isinstance(value, Model) else value
        for name, value in form.cleaned_data.items()
        if value not in (None, "")
    }


def usual_options(importer: Importer, user, run: ImportRun) -> dict:
    """The options as the form would show them first."""
    form, found = importer.form(user, None, run), {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if value is None and isinstance(field, ChoiceField) and not hasattr(field, "queryset"):
            value = next((code for code, _ in field.choices), None)
        if value not in (None, "", False):
            found[name] = value
    return found


def reasons_of(run: ImportRun) -> list[dict]:
    """The findings counted by reason, errors first."""
    return [
        {
            **one,
            "at": at,
            "text": _general(one["message"]),
            "is_error": one["severity"] == Severity.ERROR,
        }
        for at, one in enumerate(run.reasons)
    ]


def problems_of(run: ImportRun) -> QuerySet[ImportProblem]:
    """The findings of its last pass, by row."""
    return run.problems.filter(phase=last_phase(run)).order_by("row", "id")


def grid_rows(run: ImportRun, asked: Mapping[str, str]) -> dict:
    """A page of rows with findings: of one reason, or one row, or all of them."""
    found = run.problems.filter(phase=last_phase(run))
    reasons = reasons_of(run)
    chosen = asked.get("reason", "")
    if (at := number_in(chosen)) is not None and at < len(reasons):
        one = run.reasons[at]
        found = found.filter(severity=one["severity"], column=one["column"], message=one["message"])
    if (after := number_in(asked.get("after", ""))) is not None:
        found = found.filter(row__gt=after)
    if (row := number_in(asked.get("row", ""))) is not None:
        found = found.filter(row=row)
    numbers = list(found.order_by("row").values_list("row", flat=True).distinct()[: ROWS_SHOWN + 1])
    shown = numbers[:ROWS_SHOWN]
    return {
        "reason_choices": [("", _("全部原因"))] + [(str(r["at"]), _named(r)) for r in reasons],
        "chosen": chosen,
        "columns": [column for column in run.columns if column["target"]],
        "rows": _rows(run, shown),
        "more": shown[-1] if len(numbers) > ROWS_SHOWN else None,
        "can_fix": run.state == ImportState.CHECKED,
        "asked_row": asked.get("row", ""),
    }


def _rows(run: ImportRun, numbers: list[int]) -> list[dict]:
    """Each row with its texts as they are now and all its findings. Two queries."""
    fixes = {fix.row: fix for fix in run.fixes.filter(row__in=numbers)}
    rows: dict[int, dict] = {}
    found = ImportProblem.objects.filter(run=run, phase=last_phase(run), row__in=numbers)
    for problem in found.order_by("row", "id"):
        fix = fixes.get(problem.row)
        row = rows.setdefault(
            problem.row,
            {"number": problem.row, "texts": problem.texts, "found": [], "bad": set(),
             "is_dropped": bool(fix and fix.is_dropped)},
        )  # fmt: skip
        row["found"].append(
            (problem.severity, sentence(problem.column, problem.message, problem.params))
        )
        row["bad"].add(problem.column)
    return list(rows.values())


def _named(reason: dict) -> str:
    text = reason["column"] + _("：") + reason["text"] if reason["column"] else reason["text"]
    return _("%(text)s（%(n)s）") % {"text": text, "n": f"{reason['count']:,}"}


def _general(message: str) -> str:
    """A reason without the values of one row: their places become dots."""
    return PLACES.sub("…", _(message))
