"""Names of companies as they are written a second time, and others that only look like them."""

import random
from collections.abc import Callable

CITIES = "南京 郑州 苏州 杭州 宁波 成都 武汉 西安 长沙 洛阳 无锡 常州 佛山 东莞 青岛 大连".split()
PROVINCES = {
    "南京": "江苏", "郑州": "河南", "苏州": "江苏", "杭州": "浙江", "宁波": "浙江", "成都": "四川",
    "武汉": "湖北", "西安": "陕西", "长沙": "湖南", "洛阳": "河南", "无锡": "江苏", "常州": "江苏",
    "佛山": "广东", "东莞": "广东", "青岛": "山东", "大连": "辽宁",
}  # fmt: skip
FORMS = ("有限公司", "股份有限公司", "有限责任公司", "集团有限公司")
TRADES = (
    "机电设备 精密机械 自动化科技 暖通工程 五金建材 物业服务 食品 医疗器械 电子商务 仓储物流"
    " 新能源 教育装备 信息技术 贸易 建筑装饰 环保科技 化工 塑胶制品 汽车配件 包装材料"
).split()
BRANDS = (
    "华恒瑞金博天嘉启中远立汇云兴宏鼎泰新长重朝明百安致锦海德通辰凌松广弘盛同力国正永信达丰源和"
)
MORE = "宁润穗衡临禾砺航川泽科图麦岭光阳泰诚程纳勤途星岳益毅世方隆昌茂骏腾跃峰晟睿卓尚品优佳"
SOUNDS = (
    "宁凝 润闰 恒衡 瑞锐 金锦 博伯 嘉佳 启起 远源 立力 汇惠 云芸 兴星 宏弘 鼎顶 泰太 明名 安岸"
    " 致至 海亥 德得 通童 辰晨 凌菱 松淞 盛胜 同铜 国果 正政 信鑫 达答 丰风 和禾 机鸡 电店 设社"
    " 备贝 械谢 科棵 技计 贸茂 易益 工公 程成 商伤 务物 信心 息西 术树 食时 品频 建件 材才 服福"
    " 医一 疗辽 器气 装庄 饰式 环还 保宝 化华 化画"
).split()
SHAPES = (
    "设没 备各 机几 械城 科料 技枝 贸贺 易昜 电申 子了 商啇 务夯 信倍 术木 建健 材村 食良 品晶"
    " 装袋 化仑"
).split()
TRADITIONAL = str.maketrans(
    "华宁机电设备贸业务电汇兴宏远鼎云达丰润国", "華寧機電設備貿業務電匯興宏遠鼎雲達豐潤國"
)
WIDE = {
    ord(c): ord(c) + 0xFEE0
    for c in "()0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
}


def swapped_letters(dice: random.Random, core: str, table: list[str]) -> str:
    """One character replaced by one it is taken for, where there is any."""
    places = [(n, c, pair) for n, c in enumerate(core) for pair in table if c in pair]
    if not places:
        return core + core[-1]
    at, char, pair = dice.choice(places)
    other = pair[1] if char == pair[0] else pair[0]
    return core[:at] + other + core[at + 1 :]


def again(dice: random.Random, city: str, core: str, form: str) -> str:
    """The same company as somebody else writes it: one or two of the field's usual changes."""
    ways: list[Callable[[], str]] = [
        lambda: f"{city}市{core}{dice.choice(FORMS)}",
        lambda: f"{PROVINCES[city]}省{city}{core}{form}",
        lambda: f"{core}（{city}）{form}",
        lambda: f"{city}{core}",
        lambda: f"{core}{dice.choice(FORMS)}",
        lambda: f"{city}{core}（集团）{form}",
        lambda: f"{city} {core} {form}".translate(WIDE),
        lambda: f"{city}{core}{form}".translate(TRADITIONAL),
        lambda: f"{city}{swapped_letters(dice, core, SOUNDS)}{form}",
        lambda: f"{city}{swapped_letters(dice, core, SOUNDS)}{dice.choice(FORMS)}",
        lambda: f"{city}{core[:2]}{swapped_letters(dice, core[2:], SHAPES)}{form}",
        lambda: f"{city}{_turned(dice, core)}{form}",
        lambda: f"{city}{_doubled(dice, core)}{form}",
        lambda: f"{city}{_dropped(dice, core)}{form}",
    ]
    return dice.choice(ways)()


def another(dice: random.Random, city: str, core: str, form: str) -> str:
    """Another company that looks like it: other city, branch, trade, brand or number."""
    ways: list[Callable[[], str]] = [
        lambda: f"{dice.choice([c for c in CITIES if c != city])}{core}{form}",
        lambda: f"{city}{core}{form}{dice.choice([c for c in CITIES if c != city])}分公司",
        lambda: f"{city}{core[:2]}{dice.choice([t for t in TRADES if t != core[2:]])}{form}",
        lambda: f"{city}{core[0]}{dice.choice([c for c in MORE if c != core[1]])}{core[2:]}{form}",
        lambda: f"{city}{dice.choice([c for c in BRANDS if c != core[0]])}{core[1:]}{form}",
        lambda: f"{city}{core[:2]}{dice.choice(MORE)}{core[2:]}{form}",
        lambda: f"{city}第{dice.choice('二三四')}{core}{form}",
    ]
    return dice.choice(ways)()


def _turned(dice: random.Random, core: str) -> str:
    at = dice.randrange(1, len(core) - 1)
    return core[:at] + core[at + 1] + core[at] + core[at + 2 :]


def _doubled(dice: random.Random, core: str) -> str:
    at = dice.randrange(len(core))
    return core[: at + 1] + core[at:]


def _dropped(dice: random.Random, core: str) -> str:
    at = dice.randrange(2, len(core))
    return core[:at] + core[at + 1 :]
