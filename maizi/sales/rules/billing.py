"""What must stand on an invoice before it may be issued (I-9)."""

import re

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import InvoiceKind

DIGITAL = re.compile(r"\d{20}")
PAPER_CODE, PAPER = re.compile(r"\d{10}|\d{12}"), re.compile(r"\d{8}")
TAX_NO = re.compile(r"[0-9A-Z]{15,20}")


def check_number(kind: InvoiceKind, number: str, code: str) -> tuple[str, str]:
    """(number, code) as they are kept: 20 digits for a digital one, 8 and a code on paper.

    Source  国家税务总局公告2024年第11号: 数电发票号码20位
    """
    number, code = (re.sub(r"\s", "", text) for text in (number, code))
    if kind.is_digital:
        if not DIGITAL.fullmatch(number):
            raise Refused(N_("数电发票号码是 20 位数字。请从票面抄写。"), field="number")
        return number, ""
    if not PAPER.fullmatch(number):
        raise Refused(N_("纸质发票号码是 8 位数字。"), field="number")
    if not PAPER_CODE.fullmatch(code):
        raise Refused(N_("纸质发票代码是 10 位或 12 位数字。"), field="code")
    return number, code


def check_buyer(kind: InvoiceKind, *, title: str, tax_no: str, is_enterprise: bool) -> str:
    """The buyer's tax number as it is kept; a special invoice, or one for a company, needs it.

    Source  发票管理办法 art. 21; 增值税专用发票 names the buyer in full
    """
    tax_no = re.sub(r"\s", "", tax_no).upper()
    if not title.strip():
        raise Refused(N_("请填写发票抬头。"), field="title")
    if kind.is_special and not tax_no:
        raise Refused(N_("专用发票要填写购买方的纳税人识别号。"), field="tax_no")
    if is_enterprise and not tax_no:
        raise Refused(N_("给企业开票要填写纳税人识别号。"), field="tax_no")
    if tax_no and not TAX_NO.fullmatch(tax_no):
        raise Refused(N_("纳税人识别号是 15 至 20 位数字或大写字母。"), field="tax_no")
    return tax_no
