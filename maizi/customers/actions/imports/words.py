"""How people write the closed vocabularies in their sheets."""

from collections.abc import Mapping
from functools import cache

from maizi.kernel.terms import Term

from ...terms import Channel, Gender, Industry, Lifecycle, Nature, PartyType, StaffSize

SPOKEN: dict[Term, str] = {
    PartyType.ENTERPRISE: "公司 单位 法人 组织 机构 企业客户 company organization business b2b",
    PartyType.INDIVIDUAL: "个人客户 自然人 散客 私人 person individual consumer b2c",
    Gender.MALE: "男性 先生 m male mr 1",
    Gender.FEMALE: "女性 女士 小姐 f female ms mrs 2",
    Nature.END_CUSTOMER: "最终用户 终端客户 终端用户 直客 普通客户 customer customer-direct",
    Nature.WHOLESALE: "批发 批发商 wholesale",
    Nature.RETAIL: "零售 零售商 retail",
    Nature.AGENT: "代理 代理商 经销商 分销商 channel reseller distributor agent",
    Nature.CHAIN: "连锁",
    Nature.FRANCHISE: "专卖店 加盟店",
    Nature.MANUFACTURER: "工厂 厂家 生产商 制造商 生产厂家 manufacturer",
    Nature.GOVERNMENT: "政府 机关 事业单位 政府单位 government",
    Nature.PARTNER: "合作 伙伴 合作商 partner customer-channel",
    Nature.OTHER: "其它 other",
    Lifecycle.SUSPECT: "潜在客户 线索 初步接触 新客户 潜在 lead cold suspect 未合作",
    Lifecycle.PROSPECT: "意向客户 有意向 意向 重点跟进 商机 跟进中 warm hot prospect in-contract",
    Lifecycle.DISQUALIFIED: "无效 无效客户 无意向 不合格 disqualified",
    Lifecycle.FIRST_TIME: "首购 新成交 成交 已成交 成交客户 customer won",
    Lifecycle.REPEAT: "复购 回头客 老客户 repeat",
    Lifecycle.CLIENT: "长期 合作中 合作客户 正式客户 签约客户 client",
    Lifecycle.MEMBER: "会员 vip",
    Lifecycle.INACTIVE: "流失 流失客户 沉睡 停止合作 inactive lost churned",
    Industry.AGRICULTURE: "农业 林业 渔业 牧业 养殖 种植 农药化肥 饲料 agriculture",
    Industry.MINING: "采矿业 煤炭 石油 黄金 有色 矿业 煤炭开采 石油开采 铜 铝 铅锌 小金属 mining",
    Industry.MANUFACTURING: (
        "制造业 生产 加工 机械 电子 化工 汽车 纺织 服装 家电 机械制造 工业 电气设备 元器件 "
        "汽车配件 汽车整车 化工原料 专用机械 半导体 通信设备 化学制药 生物制药 中成药 家用电器 "
        "塑料 造纸 食品 白酒 啤酒 饮料 乳制品 水泥 玻璃 陶瓷 钢铁 普钢 特种钢 钢加工 化纤 橡胶 "
        "染料涂料 日用化工 家居用品 服饰 纺织机械 工程机械 机床制造 机械基件 轻工机械 化工机械 "
        "农用机械 电器仪表 电器连锁 IT设备 航空 船舶 运输设备 摩托车 矿物制品 其他建材 "
        "文教休闲 红黄酒 软饮料 焦炭加工 石油加工 manufacturing electronics machinery apparel"
    ),
    Industry.ENERGY: "电力 能源 燃气 供水 水务 火力发电 水力发电 新型电力 供气供热 energy",
    Industry.CONSTRUCTION: "建筑业 建筑工程 建材 装修 装饰 工程 装修装饰 construction engineering",
    Industry.TRADE: (
        "批发 零售 贸易 商贸 批发业 零售业 外贸 电商 百货 超市连锁 商贸代理 批发零售业 医药商业 "
        "其他商业 商品城 汽车服务 retail wholesale trade"
    ),
    Industry.TRANSPORT: (
        "物流 运输 仓储 快递 交通 仓储物流 空运 水运 铁路 公路 公共交通 港口 机场 路桥 "
        "transportation logistics shipping"
    ),
    Industry.CATERING: "餐饮 酒店 住宿 酒店餐饮 旅游饭店 hospitality restaurant food & beverage",
    Industry.SOFTWARE: (
        "IT 互联网 软件 信息技术 软件服务 计算机 通信 电信运营 网络 科技 "
        "technology telecommunications software internet"
    ),
    Industry.FINANCE: "金融业 银行 证券 保险 投资 多元金融 finance banking insurance",
    Industry.REAL_ESTATE: "地产 物业 全国地产 区域地产 房产服务 园区开发 real estate",
    Industry.LEASING: "商务服务 咨询 广告 租赁 广告包装 consulting advertising",
    Industry.SCIENCE: "科研 技术服务 检测 设计 research biotechnology",
    Industry.ENVIRONMENT: "环保 环境保护 水利 园林 environmental",
    Industry.RESIDENT: "居民服务 家政 维修 美容",
    Industry.EDUCATION: "教育培训 培训 学校 education",
    Industry.HEALTH: "医疗 医院 医疗保健 卫生 healthcare medical",
    Industry.CULTURE: "文化 传媒 体育 娱乐 影视音像 出版业 旅游 旅游景点 旅游服务 media",
    Industry.PUBLIC: "政府 公共管理 社会团体 综合类 government non-profit",
    StaffSize.TINY: "1-20人 20人以下 少于20人 微型 小微",
    StaffSize.SMALL: "20-99人 20-99 小型 50人以下",
    StaffSize.MEDIUM: "100-499人 100-499 中型",
    StaffSize.LARGE: "500-999人 500-999 大型",
    StaffSize.HUGE: "1000人以上 1000-9999人 10000人以上 特大型",
    Channel.REFERRAL: "转介绍 介绍 朋友介绍 客户介绍 推荐 referral word of mouth",
    Channel.EXHIBITION: "展会 博览会 trade show exhibition",
    Channel.WEBSITE: "官网 网站 web website",
    Channel.INTERNET: "网络推广 百度 搜索引擎 抖音 微信 线上 internet",
    Channel.TELEPHONE: "来电 电话咨询 phone inquiry",
    Channel.OUTBOUND: "电话销售 电销 陌生电话 cold call",
    Channel.FIELD: "陌生拜访 地推 上门 扫街 拜访",
    Channel.RESEARCH: "调研 市场调研",
    Channel.ACTIVITY: "活动 市场活动 会议 seminar event",
    Channel.PRINT: "报纸 杂志 广告 advertisement",
    Channel.INTERMEDIARY: "中介 渠道 合作伙伴 partner",
    Channel.SELF_SERVICE: "自助 注册 自主注册",
    Channel.IMPORT: "导入",
    Channel.OTHER: "其它 other",
}


@cache
def spellings(words: type[Term]) -> Mapping[str, str]:
    """Every accepted spelling of a vocabulary → its stored value; labels come first."""
    found = {word.chinese: word.value for word in words}
    for word in words:
        found.setdefault(word.value, word.value)
        for spoken in SPOKEN.get(word, "").split():
            found.setdefault(spoken, word.value)
    return found
