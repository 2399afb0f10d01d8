"""Edit a draft: its indicators and questions."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maizi.kit.forms import taken
from maizi.kit.http import go
from maizi.kit.jinja import page

from .. import actions, forms
from ..models import Indicator, Question
from .parts import done, indicator_for, question_for, questionnaire_for


@require_http_methods(["GET", "POST"])
def indicator_new(request, pk: int):
    """Another thing to measure."""
    row = Indicator(questionnaire=questionnaire_for(request, pk, "change"))
    return _indicator(request, row, _("加指标"))


@require_http_methods(["GET", "POST"])
def indicator(request, pk: int):
    """Name and weight of an indicator."""
    return _indicator(request, indicator_for(request, pk), _("修改指标"))


def _indicator(request, row: Indicator, title: str):
    given = request.POST if request.method == "POST" else None
    form = forms.IndicatorForm(given, instance=row)
    return _edited(request, form, title, actions.save_indicator)


@require_http_methods(["GET", "POST"])
def question_new(request, pk: int):
    """Another question, at the end."""
    row = Question(questionnaire=questionnaire_for(request, pk, "change"))
    return _question(request, row, _("加题目"))


@require_http_methods(["GET", "POST"])
def question(request, pk: int):
    """One question."""
    return _question(request, question_for(request, pk), _("修改题目"))


def _question(request, row: Question, title: str):
    given = request.POST if request.method == "POST" else None
    indicators = row.questionnaire.indicators.all()
    form = forms.QuestionForm(given, instance=row, indicators=indicators)
    return _edited(request, form, title, actions.save_question)


def _edited(request, form, title: str, save):
    questionnaire = form.instance.questionnaire
    if form.is_bound and taken(form, lambda: save(form.instance, by=request.user)):
        return go(request, questionnaire.get_absolute_url())
    context = {"form": form, "title": title, "row": questionnaire}
    return page(request, "satisfaction/form.html", context, status=422 if form.errors else 200)


@require_POST
def drop_indicator(request, pk: int):
    row = indicator_for(request, pk)
    address = row.questionnaire.get_absolute_url()
    actions.drop_indicator(row, by=request.user)
    return done(request, address, _("指标已去掉。"))


@require_POST
def drop_question(request, pk: int):
    row = question_for(request, pk)
    address = row.questionnaire.get_absolute_url()
    actions.drop_question(row, by=request.user)
    return done(request, address, _("题目已去掉。"))


@require_POST
def move_question(request, pk: int, way: str):
    row = question_for(request, pk)
    actions.move_question(row, up=way == "up", by=request.user)
    return go(request, row.questionnaire.get_absolute_url())
