"""What happened with one customer in a period, as far as somebody sees it (C-90)."""

from django.db.models import Sum
from django.utils.translation import gettext as _

from maizi.complaints.access import visible_complaints
from maizi.complaints.models import Door
from maizi.credit.access import visible_entries
from maizi.credit.terms import EntryKind
from maizi.customers.access import visible_activities
from maizi.customers.terms import ContactChannel
from maizi.insight.queries.live import PIECES, SOLD
from maizi.keyservice.access import visible_promises
from maizi.kit import show
from maizi.sales.access import visible_orders
from maizi.sales.models import OrderLine
from maizi.sales.terms import COUNTED
from maizi.service.access import visible_tickets

from .. import access
from ..models import Evaluation

MOST = 40
SAMPLE = {
    "订单合计": "2 笔，260,000.00 元（不含税）", "收款合计": "180,000.00 元",
    "订单": [{"订单": "XD202603-000018", "日期": "2026-03-12", "金额": "130,000.00",
              "状态": "已完成"}],
    "联系": [{"日期": "2026-03-20", "方式": "登门拜访", "内容": "看现场，谈第二条线",
              "结果": "约四月测算"}],
    "投诉": [{"投诉": "TS202603-000004", "日期": "2026-03-08", "事项": "送货晚到", "状态": "已结案",
              "是否满意": "满意"}],
    "服务": [{"工单": "GD202602-000031", "日期": "2026-02-16", "事项": "空压机高温停机",
              "状态": "已完成", "评分": "5"}],
    "承诺": [{"日期": "2026-01-10", "服务": "质量保证承诺", "内容": "主机整机质保三年",
              "状态": "生效"}],
    "承诺登记": [{"期限": "2026-03-31", "内容": "送一套备用滤芯", "谁来兑现": "陈默",
                  "状态": "已兑现", "结果": "送货单签收"}],
    "构成": [{"商品": "螺杆空压机 22 千瓦", "数量": "2", "金额": "198,000.00"}],
    "渠道": [{"渠道": "投诉受理热线", "电话": "400-820-1188"}],
}  # fmt: skip


def happened(user, row: Evaluation) -> dict:
    """Orders, payments, contacts, complaints, service, promises of the period. Eleven queries.

    Each list only of what the person may read elsewhere, the newest forty; sums of everything.
    """
    days = (row.starts_on, row.ends_on)
    orders = visible_orders(user).filter(
        customer=row.customer_id, state__in=COUNTED, ordered_on__range=days
    )
    amounts = list(orders.order_by().values_list("net_yuan", flat=True))
    paid = visible_entries(user).filter(
        account__customer=row.customer_id, kind=EntryKind.RECEIPT, on__range=days
    ).aggregate(total=Sum("amount_yuan"))["total"]  # fmt: skip
    told = _("%(count)d 笔，%(amount)s 元（不含税）") % {
        "count": len(amounts), "amount": show.yuan(sum(amounts))
    }  # fmt: skip
    return {
        "订单合计": told, "收款合计": _("%s 元") % show.yuan(-paid) if paid else "—",
        "订单": [
            {"订单": one.no, "日期": show.day(one.ordered_on), "金额": show.yuan(one.net_yuan),
             "状态": str(one.get_state_display())}
            for one in orders.order_by("-ordered_on", "-id")[:MOST]
        ],
        "联系": _contacts(user, row, days), "投诉": _complaints(user, row, days),
        "服务": _tickets(user, row, days), "承诺": _promises(user, row, days),
        "承诺登记": _register(user, row, days), "构成": _composition(orders),
        "渠道": [
            {"渠道": door.name, "电话": door.hotline}
            for door in Door.objects.filter(is_active=True).exclude(hotline="")[:MOST]
        ],  # they hang on the wall for everybody to read
    }  # fmt: skip


def _contacts(user, row: Evaluation, days) -> list[dict]:
    rows = visible_activities(user).filter(
        customer=row.customer_id, at__date__range=days, corrects=None
    ).exclude(channel=ContactChannel.NOTE)  # fmt: skip
    return [
        {"日期": show.day(one.at), "方式": str(one.get_channel_display()),
         "内容": one.content[:80], "结果": one.result}
        for one in rows.order_by("-at", "-id")[:MOST]
    ]  # fmt: skip


def _complaints(user, row: Evaluation, days) -> list[dict]:
    rows = visible_complaints(user).filter(customer=row.customer_id, received_at__date__range=days)
    return [
        {"投诉": one.no, "日期": show.day(one.received_at), "事项": one.title,
         "状态": str(one.get_state_display()), "是否满意": str(one.get_satisfied_display())}
        for one in rows.order_by("-received_at", "-id")[:MOST]
    ]  # fmt: skip


def _tickets(user, row: Evaluation, days) -> list[dict]:
    rows = visible_tickets(user).filter(customer=row.customer_id, received_at__date__range=days)
    return [
        {"工单": one.no, "日期": show.day(one.received_at), "事项": one.title,
         "状态": str(one.get_state_display()), "评分": "" if one.score is None else str(one.score)}
        for one in rows.order_by("-received_at", "-id")[:MOST]
    ]  # fmt: skip


def _promises(user, row: Evaluation, days) -> list[dict]:
    rows = visible_promises(user).filter(customer=row.customer_id, made_at__date__range=days)
    return [
        {"日期": show.day(one.made_at), "服务": str(one.get_service_display()), "内容": one.text,
         "状态": str(one.get_state_display())}
        for one in rows.order_by("-made_at", "-id")[:MOST]
    ]  # fmt: skip


def _register(user, row: Evaluation, days) -> list[dict]:
    """What was due in the period of what we promised, in the order of the days (C-30)."""
    rows = access.visible_promises(user).filter(customer=row.customer_id, due_on__range=days)
    return [
        {"期限": show.day(one.due_on), "内容": one.text, "谁来兑现": one.owner.name,
         "状态": str(one.get_state_display()), "结果": one.outcome}
        for one in rows.select_related("owner")[:MOST]
    ]  # fmt: skip


def _composition(orders) -> list[dict]:
    """What was bought of what, most first; as ordered, before what came back."""
    lines = OrderLine.objects.filter(document__in=orders).order_by()
    sums = lines.values_list("product__name").annotate(moved=Sum(PIECES), net=Sum(SOLD))
    return [
        {"商品": name, "数量": f"{moved:,.4f}".rstrip("0").rstrip("."),
         "金额": show.yuan(net)}
        for name, moved, net in sums.order_by("-net")[:MOST]
    ]  # fmt: skip
