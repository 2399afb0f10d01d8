"""Putting a bundle together, and trying it."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.kit.forms import MoneyField

from .. import access
from ..terms import ProductSort, RelationSort


class GroupForm(forms.Form):
    """A choice: its name and how many of it."""

    name = forms.CharField(label=_("选择组"), max_length=40)
    least = forms.IntegerField(label=_("至少选"), min_value=0, max_value=60, initial=1)
    most = forms.IntegerField(label=_("最多选"), min_value=1, max_value=60, initial=1)


class PartForm(forms.Form):
    """A product, how many of it, in which choice."""

    part = forms.ModelChoiceField(None, label=_("商品"))
    quantity = MoneyField(label=_("数量"), initial=1, max_digits=14, decimal_places=4)
    group = forms.ModelChoiceField(None, label=_("选择组"), required=False)

    def __init__(self, *args, user, product, **options):
        super().__init__(*args, **options)
        rows = access.visible_products(user).exclude(sort=ProductSort.BUNDLE)
        self.fields["part"].queryset = rows
        self.fields["group"].queryset = product.bundle_groups.all()
        self.fields["group"].empty_label = _("必含")


class RelationForm(forms.Form):
    """Choosing one part requires or excludes another."""

    one = forms.ChoiceField(label=_("选了"))
    sort = forms.ChoiceField(label=_("就"), choices=RelationSort.choices())
    other = forms.ChoiceField(label=_("另一项"))

    def __init__(self, *args, lines, **options):
        super().__init__(*args, **options)
        for name in ("one", "other"):
            self.fields[name].choices = [(str(line.pk), line.part.name) for line in lines]


class TrialForm(forms.Form):
    """A selection and the price it is sold for."""

    price = MoneyField(
        label=_("组合价（含税）"), min_value=Decimal(0), max_digits=14, decimal_places=2,
        required=False,
    )  # fmt: skip
    chosen = forms.MultipleChoiceField(required=False)

    def __init__(self, *args, lines, **options):
        super().__init__(*args, **options)
        self.fields["chosen"].choices = [(str(line.pk), line.part.name) for line in lines]
