"""One version of a questionnaire: look at it, let it be sent, make the next."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.kit.jinja import page

from .. import actions, forms, queries
from .parts import done, questionnaire_for


@require_GET
def questionnaire(request, pk: int):
    """Its indicators, its questions, what is missing."""
    row = questionnaire_for(request, pk)
    context = queries.shown_questionnaire(request.user, row)
    return page(request, "satisfaction/questionnaire.html", context)


@require_GET
def preview(request, pk: int):
    """As the customer will see it."""
    row = questionnaire_for(request, pk)
    form = forms.AnswerForm(questions=queries.questions_of(row))
    context = {"row": row, "form": form, "sections": queries.sections(form.questions),
               "worded": queries.worded}  # fmt: skip
    return page(request, "satisfaction/preview.html", context)


@require_POST
def ready(request, pk: int):
    row = questionnaire_for(request, pk, "change")
    actions.make_ready(row, by=request.user)
    return done(request, row.get_absolute_url(), _("问卷已定稿，可以用来发起调查了。"))


@require_POST
def renew(request, pk: int):
    made = actions.renew(questionnaire_for(request, pk, "add"), by=request.user)
    return done(request, made.get_absolute_url(), _("已建好第 %d 版草稿。") % made.version)


@require_POST
def retire(request, pk: int):
    actions.retire(questionnaire_for(request, pk, "add"), by=request.user)
    return done(request, reverse("satisfaction:questionnaire_list"), _("问卷已停用。"))
