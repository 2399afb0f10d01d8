"""繁體 as Taiwan writes it: what OpenCC's dictionaries leave or get wrong in our texts."""

import re

# Mainland 列 and 行 are columns and rows; in Taiwan a spreadsheet has 欄 and 列.
COLUMN = re.compile(r"(?<![系排佇下並前陳陣序])列(?![表出印舉席為入在成明好一])")
ROW = re.compile(
    r"(?<![執進銀發流同旅平運履舉自步飛通先可現另例放戶換])行(?![業為程動政情駛李銷使話])"
)
WORDS = {
    "“": "「", "”": "」", "”里": "」裡", "臺": "台",
    "許可權": "權限", "賬": "帳", "程式碼": "代碼", "型別": "類型", "物件": "對象",
    "公海里": "公海裡", "格里": "格裡", "單元格": "儲存格", "單元格里": "儲存格裡",
    "片語成": "詞組成", "檔名的字尾": "副檔名", "文本": "文字", "列表": "清單",
    "短期儲存": "短期保存", "長期儲存": "長期保存", "記錄儲存": "記錄保存",
    "檔案儲存完整": "檔案保存完整", "原樣儲存": "原樣保存",
    "二維碼": "QR 碼", "掃碼": "掃描", "重置": "重設", "郵箱": "電子郵件",
    "身份證": "身分證", "座機": "市話", "全域性": "全域", "合作伙伴": "合作夥伴",
    "回收站": "資源回收筒", "客戶端": "用戶端", "餐飲裝置": "餐飲設備", "渠道": "管道",
    "退出登入": "登出", "安全已退出": "安全已登出", "空閒退出": "閒置登出", "空閒": "閒置",
    "會話": "工作階段", "各錶": "各表",
    "審計": "稽核", "審批": "簽核", "崗位": "職位", "人通過": "人透過",
    "預置": "內建", "當前": "目前", "快捷鍵": "快速鍵", "匹配": "符合", "打標籤": "加標籤",
    "定時任務": "排程任務", "計劃": "計畫", "新建": "新增", "拖動": "拖曳",
}  # fmt: skip
FOUND = re.compile("|".join(sorted(map(re.escape, WORDS), key=len, reverse=True)))


def to_taiwan(text: str) -> str:
    """OpenCC's 繁體 with the words people in Taiwan use."""
    worded = FOUND.sub(lambda found: WORDS[found[0]], text)
    return ROW.sub("列", COLUMN.sub("欄", worded))
