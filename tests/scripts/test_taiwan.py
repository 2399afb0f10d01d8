"""繁體 as Taiwan writes it."""

import pytest

from scripts.messages import traditional

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("simplified", "expected"),
    [
        ("客户类型与账号权限", "客戶類型與帳號權限"),
        ("没有名为“{text}”的公海", "沒有名為「{text}」的公海"),
        ("第 {row} 行、第 {columns} 列", "第 {row} 列、第 {columns} 欄"),
        ("执行与进行，银行和行业，列表与陈列", "執行與進行，銀行和行業，清單與陳列"),
        ("客户还在公海里，“%s”里没有。", "客戶還在公海裡，「%s」裡沒有。"),
        ("统一社会信用代码", "統一社會信用代碼"),
        ("退出登录，打开后台任务", "登出，開啟後台任務"),
        ("团购已经达成，退出要负责人同意", "團購已經達成，退出要負責人同意"),
        ("按序列号自动放行，开户行列在下面", "按序列號自動放行，開戶行列在下面"),
        ("已列入采购建议，至少列一个议题", "已列入採購建議，至少列一個議題"),
    ],
)
def test_words_of_taiwan(simplified, expected):
    assert traditional(simplified) == expected
