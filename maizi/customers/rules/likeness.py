"""How sure it is that two names are one company's, 0 to 100 (A-12)."""

from functools import lru_cache

from .names import NOWHERE, Name, places_apart

SAME, SAME_NO_PLACE, SAME_SHORT = 97, 88, 72
HEARD, HEARD_NO_PLACE, HEARD_SHORT = 90, 82, 66
SWAPPED, DOUBLED, SLIPPED, LENGTHENED, DROPPED = 90, 88, 85, 80, 82
UNSURE, FAR = 55, 0
NO_PLACE_COSTS = 4
LONG_CORE = 4
MOST_SLIPS = 3  # of a foreign name, in letters
BRAND = 2  # characters that usually are the brand: 华宁
ORDERED = frozenset("一二三四五六七八九十零〇百0123456789东西南北中甲乙丙丁上下左右前后大小新老")
TRADES = frozenset(
    (
        "科技 贸易 商贸 机电 机械 设备 电子 电器 电气 电力 自动 动化 自控 控制 暖通 工程 五金 建材"
        " 物业 服务 食品 医疗 器械 疗器 商务 电商 子商 仓储 物流 能源 新能 教育 装备 信息 技术 建筑"
        " 装饰 环保 网络 软件 实业 投资 咨询 管理 文化 传媒 广告 生物 制药 医药 药业 化工 材料 塑料"
        " 塑胶 包装 印刷 纺织 服装 服饰 家具 家居 汽车 汽配 配件 运输 货运 房地 地产 置业 开发 发展"
        " 农业 种植 养殖 餐饮 酒店 酒业 饮料 乳业 茶业 旅游 旅行 保险 金融 证券 银行 租赁 通信 通讯"
        " 光电 半导 导体 照明 仪器 仪表 阀门 泵业 轴承 模具 钢铁 钢结 结构 金属 铝业 矿业 石油 石化"
        " 燃气 水务 水利 园林 景观 设计 安装 制造 加工 制品 玻璃 陶瓷 珠宝 百货 超市 连锁 零售 批发"
        " 进出 出口 国际 创业 创新 智能 数据 数码 视频 影视 体育 健康 美容 化妆 妆品 日用 用品 玩具"
        " 文具 办公 机床 工具 电缆 线缆 电池 电机 电源 空调 制冷 冷链 净化 消防 安防 保安 人力 劳务"
        " 检测 认证 科贸 工贸 经贸 商业 股权 资产 资本"
    ).split()
)
ADDED = frozenset(
    "发展 实业 设备 工程 技术 服务 科技 国际 产业 工业 开发 制造 销售 商贸 贸易 管理".split()
)


def likeness(one: Name, other: Name) -> int:
    """How sure it is that two names mean one company; 0 when something contradicts it.

    Branches of different places, other cities and other ordinal words (第一、二厂) are other
    companies. What sounds the same was likely typed by ear; a slip inside a word of the trade
    makes no word, another trade does.
    """
    if one.branch != other.branch or places_apart(one.place, other.place) or not one.core:
        return FAR
    is_placed = one.place == other.place or _both_cities(one, other)
    if one.core == other.core:
        return _same(one, is_placed)
    if _ordered(one.core) != _ordered(other.core):
        return FAR
    if one.sounds == other.sounds:
        sure = HEARD if is_placed else HEARD_NO_PLACE
        return sure if len(one.sounds) > BRAND else HEARD_SHORT
    found = _by_slip(one.core, other.core)
    return found if is_placed or found <= UNSURE else found - NO_PLACE_COSTS


def person_likeness(one: Name, other: Name) -> int:
    """How alike two names of people are: equal, heard alike, words of it, or nearly spelled so."""
    if one.core == other.core:
        return SAME if one.core else FAR
    if not one.core.isascii() or not other.core.isascii():
        return HEARD_SHORT if one.sounds == other.sounds else FAR
    slips = distance(one.core, other.core, most=MOST_SLIPS)
    if slips <= MOST_SLIPS and min(len(one.core), len(other.core)) > 2 * MOST_SLIPS:
        return HEARD if slips == 1 else SLIPPED
    return SAME_SHORT if set(one.sounds) & set(other.sounds) else FAR


def distance(one: str, other: str, *, most: int) -> int:
    """Letters to change, add, drop or swap; `most` + 1 as soon as it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, here = [], list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        earlier, before, here = before, here, [place] + [0] * len(other)
        for at, mark in enumerate(other, 1):
            here[at] = min(before[at] + 1, here[at - 1] + 1, before[at - 1] + (letter != mark))
            is_swap = place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == mark
            if is_swap:
                here[at] = min(here[at], earlier[at - 2] + 1)
        if min(here) > most:
            return most + 1
    return here[-1]


def _same(one: Name, is_placed: bool) -> int:
    if is_placed:
        return SAME
    return SAME_NO_PLACE if len(one.core) >= LONG_CORE else SAME_SHORT


def _both_cities(one: Name, other: Name) -> bool:
    """Both say where, and nothing contradicts: 江苏 and 江苏南京."""
    return one.place != NOWHERE and other.place != NOWHERE


def _by_slip(one: str, other: str) -> int:
    """A swap, a doubled or dropped character, a slip inside a word, a word more at the end."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    if len(shorter) < LONG_CORE - 1:
        return FAR
    if longer.startswith(shorter) and longer[len(shorter) :] in ADDED:
        return LENGTHENED if len(shorter) >= LONG_CORE else UNSURE
    if len(longer) > 12 and distance(longer, shorter, most=2) <= 2 and longer.isascii():
        return SLIPPED
    if len(longer) - len(shorter) > 1:
        return FAR
    beside = enumerate(zip(longer, shorter, strict=False))
    at = next((n for n, (a, b) in beside if a != b), len(shorter))
    if len(longer) > len(shorter):
        return _dropped(longer, shorter, at)
    return _changed(longer, shorter, at)


def _dropped(longer: str, shorter: str, at: int) -> int:
    if longer[at + 1 :] != shorter[at:]:
        return FAR
    if at and longer[at] == longer[at - 1]:
        return DOUBLED
    if at < BRAND or len(shorter) < LONG_CORE:
        return UNSURE
    breaks_word = any(word in TRADES for word in _words_at(longer, at))
    return DROPPED if breaks_word else UNSURE


def _changed(one: str, other: str, at: int) -> int:
    if one[at + 2 :] == other[at + 2 :] and one[at : at + 2] == other[at : at + 2][::-1]:
        return SWAPPED
    if one[at + 1 :] != other[at + 1 :]:
        return FAR
    known = [any(w in TRADES for w in _words_at(text, at)) for text in (one, other)]
    if at < BRAND or known[0] == known[1]:
        return UNSURE
    return SLIPPED


def _words_at(text: str, at: int) -> tuple[str, ...]:
    """The two words of two characters that a character may belong to."""
    return text[max(0, at - 1) : at + 1], text[at : at + 2]


@lru_cache(maxsize=50_000)
def _ordered(text: str) -> str:
    return "".join(sorted(c for c in text if c in ORDERED))
