"""What is typed from a card, and how collected information is judged."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Contact, Customer
from ..terms import PartyType

CUSTOMER = ("name", "phone", "website", "province", "city", "district", "street", "industry")
CONTACT = ("contact_name", "job_title", "department", "mobile", "email", "wechat")
TEXTS = {
    "name": (Customer, "name"), "phone": (Customer, "phone"), "website": (Customer, "website"),
    "province": (Customer, "province"), "city": (Customer, "city"),
    "district": (Customer, "district"), "street": (Customer, "street"),
    "contact_name": (Contact, "name"), "job_title": (Contact, "job_title"),
    "department": (Contact, "department"), "mobile": (Contact, "mobile"),
    "email": (Contact, "email"), "wechat": (Contact, "wechat"),
}  # fmt: skip


class CardForm(forms.Form):
    """The sheet beside the picture: the company, and the person whose card it is.

    Without a company the person himself is the customer.
    """

    def __init__(self, given=None):
        super().__init__(given)
        for name, (model, column) in TEXTS.items():
            field = model._meta.get_field(column)
            made = forms.EmailField if name == "email" else forms.CharField
            self.fields[name] = made(
                label=_("公司名称") if name == "name" else _("姓名")
                if name == "contact_name" else field.verbose_name,
                max_length=field.max_length, required=False,
            )  # fmt: skip
        industry = Customer._meta.get_field("industry")
        self.fields["industry"] = forms.ChoiceField(
            label=industry.verbose_name, required=False, choices=[("", ""), *industry.choices]
        )
        self.order_fields([*CUSTOMER[:1], *CONTACT, *CUSTOMER[1:]])

    def clean(self) -> dict:
        given = super().clean()
        if not given.get("name") and not given.get("contact_name"):
            self.add_error("name", _("请填公司名称，或者至少填姓名。"))
        return given

    def customer(self, batch) -> Customer:
        """The unsaved customer on the card."""
        given, is_person = self.cleaned_data, not self.cleaned_data["name"]
        row = Customer(batch=batch, channel=batch.channel, source=batch.source,
                       channel_detail=batch.detail, lawful_basis=batch.lawful_basis)  # fmt: skip
        row.party_type = PartyType.INDIVIDUAL if is_person else PartyType.ENTERPRISE
        row.name = given["contact_name"] if is_person else given["name"]
        for name in CUSTOMER[1:]:
            setattr(row, name, given[name])
        if row.website and "://" not in row.website:
            row.website = f"https://{row.website}"[:200]
        if is_person:
            for name in ("job_title", "mobile", "email", "wechat"):
                setattr(row, name, given[name])
        return row

    def contact(self, customer: Customer) -> Contact | None:
        """The unsaved contact on the card; None when the person is the customer himself."""
        given = self.cleaned_data
        if customer.party_type == PartyType.INDIVIDUAL or not given["contact_name"]:
            return None
        values = {name: given[name] for name in CONTACT[1:]}
        return Contact(customer=customer, name=given["contact_name"], **values)
