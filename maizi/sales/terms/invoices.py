"""Words of invoices (I-9)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class InvoiceKind(Term):
    """Kinds of invoice: fully digital ones equal those on paper (I-9)."""

    DIGITAL_SPECIAL = "digital_special", N_("数电专票")
    DIGITAL_GENERAL = "digital_general", N_("数电普票")
    PAPER_SPECIAL = "paper_special", N_("纸质专票")
    PAPER_GENERAL = "paper_general", N_("纸质普票")

    @property
    def is_digital(self) -> bool:
        """Without a code: twenty digits are its number."""
        return self.value.startswith("digital")

    @property
    def is_special(self) -> bool:
        """The buyer deducts its tax, so his tax number stands on it."""
        return self.value.endswith("special")


class InvoiceState(Term):
    """Where an invoice stands; a wrong one is never deleted, a red one takes it back."""

    DRAFT = "draft", N_("待开具")
    ISSUED = "issued", N_("已开具")
    REDDENED = "reddened", N_("已红冲")
    DROPPED = "dropped", N_("未开作废")
