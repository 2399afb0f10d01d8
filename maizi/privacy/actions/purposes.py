"""The purposes every company begins with, and notices."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused

from ..models import PrivacyNotice, Purpose
from ..terms import PUSH, Basis, ConsentKind

PURPOSES = (  # code, name, basis, kind of consent, groups, kept, text
    ("deal", "报价、订单与交货", Basis.CONTRACT, ConsentKind.GENERAL, "basic,contact,bank",
     "交易凭证 5 年", "为报价、签约、交货、开票和收款联系您。不提供这些信息，合同无法履行。"),
    ("service", "安装、维修与投诉处理", Basis.CONTRACT, ConsentKind.GENERAL, "basic,contact",
     "投诉记录 3 年", "为安装、维修、退换货和答复投诉联系您。"),
    ("duty", "法定义务", Basis.DUTY, ConsentKind.GENERAL, "basic,contact,bank",
     "按法律规定", "为开具发票、履行三包和其他法定义务使用必要信息。"),
    ("care", "回访与满意度调查", Basis.CONSENT, ConsentKind.GENERAL, "basic,contact",
     "36 个月无往来即清理", "在您同意后，回访使用情况，请您评价服务。"),
    ("marketing", "营销信息", Basis.CONSENT, ConsentKind.MARKETING, "basic,contact,family",
     "36 个月无往来即清理", "在您同意后，向您介绍新产品、活动和优惠。您可以随时拒绝。"),
    ("measure", "邮件打开统计", Basis.CONSENT, ConsentKind.MARKETING, "contact",
     "随简报保存", "在您同意后，统计您是否打开了简报，用来改进内容。不同意照样收得到。"),
    ("profile", "客户分级与自动化分析", Basis.CONSENT, ConsentKind.AUTOMATED, "basic,family,credit",
     "36 个月无往来即清理", "按交易和往来情况分级，不影响价格。您可以要求说明，也可以拒绝。"),
    (PUSH, "个性化推荐", Basis.CONSENT, ConsentKind.AUTOMATED, "basic",
     "36 个月无往来即清理", "按您买过什么，给您单独的报价和推荐。不同意也有一般的介绍，价格不变。"),
    ("sensitive", "敏感个人信息", Basis.CONSENT, ConsentKind.SENSITIVE, "sensitive",
     "到期自动清除", "只在确有必要并取得您的单独同意后收集，加密保存。"),
    ("sharing", "提供给合作方", Basis.CONSENT, ConsentKind.SHARING, "basic,contact",
     "合作期内", "在您单独同意后，把必要信息提供给经销、安装或物流合作方。"),
    ("cross_border", "向境外提供", Basis.CONSENT, ConsentKind.CROSS_BORDER, "basic,contact",
     "合作期内", "在您单独同意后，把必要信息提供给境外接收方。"),
)  # fmt: skip
UNUSED = {"sharing", "cross_border"}  # switched on by who needs them


@transaction.atomic
def seed_purposes(*, by=None) -> int:
    """Lay down the purposes that are missing; those that exist stay as they are. How many."""
    known = set(Purpose.objects.values_list("code", flat=True))
    missing = [one for one in PURPOSES if one[0] not in known]
    for code, name, basis, kind, groups, kept, text in missing:
        row = Purpose(code=code, name=name, basis=basis, consent_kind=kind, groups=groups,
                      retention_text=kept, text=text, is_active=code not in UNUSED)  # fmt: skip
        with recorded(row, Verb.CREATE, by=by):
            row.save()
    return len(missing)


@transaction.atomic
def publish_notice(code: str, *, title: str, text: str, by) -> PrivacyNotice:
    """Put the next version of a notice into force; the versions before stay as they were told."""
    if len(text.strip()) < 20:
        raise Refused(_("请写出告知的正文，至少 20 个字。"), field="text")
    if not title.strip():
        raise Refused(_("请写标题。"), field="title")
    last = PrivacyNotice.objects.filter(code=code).aggregate(n=Max("version"))["n"] or 0
    row = PrivacyNotice(code=code, version=last + 1, title=title.strip()[:80], text=text.strip(),
                        published_at=timezone.now(), published_by=by)  # fmt: skip
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    return row
