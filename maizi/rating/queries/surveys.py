"""What our own books say beside a survey, and the form L-5 on paper."""

from datetime import date

from django.db.models import Min, Sum

from maizi.credit.models import Entry
from maizi.credit.queries import exposure_of
from maizi.credit.terms import EntryKind
from maizi.customers.models import Customer
from maizi.fields.access import Document, Shipped
from maizi.fields.terms import TemplateSort
from maizi.kernel.money import yuan
from maizi.kernel.texts import N_
from maizi.kit import show

from .. import access
from ..models import Survey
from ..rules.payments import payments
from ..rules.surveys import Dealings, highest, is_over_year
from .documents import PRINTS
from .ledger import SALES, bills_of
from .purposes import question_on_paper

SAMPLE = {
    "客户": "南京同创电子有限公司", "客户编号": "KH202611-000012", "地址": "南京市中山路 1 号",
    "电话": "025-88880000", "负责人": "李强", "负责人住址": "南京市玄武区", "负责人情况": "",
    "统一社会信用代码": "91320100MA1WX1234X", "创业时间": "2012-05-01", "经营方式": "公司",
    "经营项目": "工业滤材", "营业区域": "江苏、安徽", "地段": "工业园区", "主要股东": "李强 60%",
    "店铺或厂房": "租用", "面积": "1,200 平方米", "店铺资产": "货架、叉车", "车辆": "3",
    "保险": "财产险", "经营产品": "滤芯、滤袋", "经营品牌": "丰谷", "月销数量": "2,000 支",
    "月销售额": "150,000.00", "年销售额": "1,800,000.00", "往来银行": "农业银行城南支行",
    "银行信用": "良好", "银行怎么说": "无逾期贷款", "账户与平时余额": "末四位 8012，约 20 万元",
    "会计制度": "健全", "资金实力": "3,000,000.00", "同行评价": "一般", "同行怎么说": "偶尔拖延",
    "邻里怎么说": "生意稳定", "付款态度": "一般", "以前的结算方式": "月结", "跨月结算": "有",
    "超额度记录": "", "违法违规记录": "无", "首次交易": "2019-03-02", "合作满一年": "是",
    "批准额度": "120,000.00", "已用额度": "86,000.00", "最高欠款": "140,000.00",
    "最高欠款日期": "2026-06-30", "两年逾期": "24 笔里 1 笔超过 30 天",
    "调查人": "王欣", "调查日期": "2026-11-29", "调查结论": "经营平稳，可以给一个月账期。",
}  # fmt: skip
CHOSEN = {
    "经营方式": "operation", "地段": "location", "店铺或厂房": "tenure", "银行信用": "bank_credit",
    "会计制度": "accounting", "同行评价": "peers", "付款态度": "attitude",
    "以前的结算方式": "settlement",
}  # fmt: skip
WRITTEN = {
    "经营项目": "business", "营业区域": "area", "主要股东": "shareholders", "面积": "space",
    "店铺资产": "assets", "保险": "insurance", "经营产品": "products", "经营品牌": "brands",
    "月销数量": "quantity", "往来银行": "bank", "银行怎么说": "bank_words",
    "同行怎么说": "peers_words", "邻里怎么说": "neighbours_words", "超额度记录": "over_limit",
    "违法违规记录": "illegal", "调查结论": "conclusion",
}  # fmt: skip
DELICATE = {
    "负责人住址": "residence", "负责人情况": "principal", "账户与平时余额": "account",
}  # fmt: skip


def dealings_of(customer: Customer, today: date) -> Dealings:
    """How we dealt with a customer until a day; limit and use are today's. Up to 8 queries."""
    rows = Entry.objects.filter(account__customer=customer, on__lte=today).order_by()
    bought = rows.filter(kind__in=(*SALES, EntryKind.OPENING))
    first_on = bought.aggregate(n=Min("on"))["n"]
    moves = rows.values_list("on").annotate(n=Sum("amount_yuan"))
    most, on = highest((day, yuan(amount)) for day, amount in moves)
    record = payments(bills_of([customer.pk], today)[customer.pk], today)
    used = exposure_of([customer.pk])[customer.pk]
    account = getattr(customer, "credit_account", None)
    return Dealings(
        first_on, is_over_year(first_on, today), account.limit_yuan if account else yuan(0),
        used.exposure_yuan, most, on, record.late_count, record.bills,
    )  # fmt: skip


def survey_told(user, row: Survey) -> dict:
    """The values of the form: what was found out, beside the archive and our own books."""
    customer, books = row.customer, dealings_of(row.customer, row.on)
    hidden = access.hidden_words(user)
    is_reachable = "residence" not in hidden  # of the same group: how to reach people (M-4)
    phone = customer.phone if is_reachable else ""
    address = f"{customer.city}{customer.street if is_reachable else ''}"
    return {
        "客户": customer.name, "客户编号": customer.no, "电话": phone, "地址": address,
        "负责人": customer.legal_representative,
        "统一社会信用代码": customer.usc_code, "创业时间": show.day(customer.founded_on),
        "车辆": "" if row.vehicles is None else str(row.vehicles),
        "月销售额": show.yuan(row.month_yuan), "年销售额": show.yuan(row.year_yuan),
        "资金实力": show.yuan(row.capital_yuan), "跨月结算": "有" if row.crosses_months else "没有",
        "首次交易": show.day(books.first_on), "合作满一年": "是" if books.is_over_year else "否",
        "批准额度": show.yuan(books.limit_yuan), "已用额度": show.yuan(books.used_yuan),
        "最高欠款": show.yuan(books.highest_yuan), "最高欠款日期": show.day(books.highest_on),
        "两年逾期": f"{books.bills} 笔里 {books.late_bills} 笔超过 30 天",
        "调查人": row.by.name, "调查日期": show.day(row.on),
        **{name: getattr(row, f"get_{field}_display")() for name, field in CHOSEN.items()},
        **{name: getattr(row, field) for name, field in WRITTEN.items()},
        **{
            name: "" if field in hidden else getattr(row, field)
            for name, field in DELICATE.items()
        },
    }  # fmt: skip


SURVEY_FORM = Document(
    model=Survey,
    label=N_("信用调查表"),
    visible=access.visible_surveys,
    unmasked=lambda user, row: access.sees_grade(user),
    context=survey_told,
    sample=SAMPLE,
    asks=question_on_paper,
    shipped=(Shipped("客户信用调查表", TemplateSort.LAYOUT, (PRINTS / "survey.txt").read_bytes),),
)
