"""What people fill in about one customer alone (C-20)."""

from django import forms
from django.utils import timezone

from maizi.catalog.access import visible_categories
from maizi.kit.forms import MoneyField
from maizi.sales.access import visible_quotes

from ..models import CategorySpend, CustomOffer

DAY = forms.DateInput(attrs={"type": "date"})


class SpendForm(forms.ModelForm):
    """What a customer spends in a category, and who says so."""

    class Meta:
        model = CategorySpend
        fields = ["category", "yearly_yuan", "heard_from", "on"]
        widgets, field_classes = {"on": DAY}, {"yearly_yuan": MoneyField}

    def __init__(self, *args, user, customer, **options):
        super().__init__(*args, **options)
        self.fields["category"].queryset = visible_categories(user)
        self.fields["on"].initial = timezone.localdate()


class OfferForm(forms.ModelForm):
    """What was made for a customer alone, in which forms, and how it differs."""

    class Meta:
        model = CustomOffer
        fields = [
            "text", "is_bundle", "is_menu", "is_flexible", "is_booking", "is_payment", "quote",
            "product_note", "service_note", "relation_note", "on",
        ]  # fmt: skip
        widgets = {"on": DAY}

    def __init__(self, *args, user, customer, **options):
        super().__init__(*args, **options)
        rows = visible_quotes(user).filter(customer=customer)
        self.fields["quote"].queryset = rows.order_by("-id")
        self.fields["on"].initial = timezone.localdate()
