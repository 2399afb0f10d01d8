"""The answer to a person's request as a document: what we hold, readable, on paper."""

from pathlib import Path

from maizi.fields.access import Document, Shipped
from maizi.fields.terms import TemplateSort
from maizi.kernel.texts import N_
from maizi.kit import show

from .. import access
from ..models import PersonRequest
from .packages import package_of

PRINTS = Path(__file__).parents[1] / "prints"
SAMPLE = {
    "请求编号": "P202611-000003", "请求": "查阅", "请求人": "王海燕", "收到日期": "2026-11-20",
    "本人": "王海燕", "答复": "现将我们持有的您的个人信息提供如下。",
    "个人信息": [
        {"类别": "基本资料", "项目": "姓名", "内容": "王海燕"},
        {"类别": "基本资料", "项目": "手机", "内容": "13812345678"},
    ],
}  # fmt: skip


def answer_of(user, row: PersonRequest) -> dict:
    """The values of the document; the personal ones for those who handle requests."""
    is_known = row.subject is not None and access.may(user, "officer")
    package = package_of(row) if is_known and row.verified_at else None
    lines = [
        {"类别": title, "项目": label, "内容": value}
        for title, found in (package.chapters if package else ())
        for line in found for label, value in line.items() if value
    ]  # fmt: skip
    return {
        "请求编号": row.no, "请求": row.get_request_kind_display(), "请求人": row.requester,
        "收到日期": show.day(row.received_at), "本人": package.title if package else "",
        "答复": row.answer, "个人信息": lines,
    }  # fmt: skip


ANSWER = Document(
    model=PersonRequest,
    label=N_("个人信息请求"),
    visible=access.visible_requests,
    unmasked=lambda user, row: access.may(user, "officer"),
    context=answer_of,
    sample=SAMPLE,
    shipped=(
        Shipped(
            "个人信息副本", TemplateSort.LAYOUT,
            lambda: (PRINTS / "answer.txt").read_bytes(),
        ),
    ),
)  # fmt: skip
