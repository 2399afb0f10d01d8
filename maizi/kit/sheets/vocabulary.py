"""Words people use for columns, in Chinese trade, in exports of other systems, in English."""

import re
import unicodedata

# Concept: what it is called, our own label first. Apps build their targets from these.
CONCEPTS = """
company: 客户名称, 公司名称, 单位名称, 企业名称, 公司, 单位, 企业, 客户, 客户全称, 公司全称
company: 单位全称, 客户单位, 购货单位, 往来单位, 名称, 抬头, 开票名称, company, company name
company: account, account name, organization, organisation, customer, customer name, client
company: business name, name
short_name: 简称, 客户简称, 公司简称, short name, alias, nickname
person: 姓名, 联系人, 联系人姓名, 客户姓名, 名字, 收件人, 收货人, 经办人, 负责联系人, full name
person: contact, contact name, contact person, name, fn, person
family_name: 姓, 姓氏, last name, surname, family name
given_name: 名, first name, given name, forename
mobile: 手机, 手机号, 手机号码, 移动电话, 联系手机, 手机电话, 联系方式, 联系电话, 电话号码
mobile: mobile, mobile phone, cell, cell phone, cellphone, phone mobile
phone: 电话, 固定电话, 座机, 办公电话, 公司电话, 固话, 电话号码, 联系电话, 总机, phone
phone: telephone, tel, phone number, work phone, business phone, phone work
fax: 传真, 传真号码, fax, fax number, business fax
email: 邮箱, 电子邮箱, 电子邮件, 邮件, 邮箱地址, 邮件地址, email, e-mail, mail, email address
email: e-mail address, email work
wechat: 微信, 微信号, wechat, weixin, wechat id
qq: QQ, QQ号, QQ号码
title: 职务, 职位, 岗位, 头衔, title, job title, position
department: 部门, 所在部门, 科室, department, dept
gender: 性别, gender, sex
birthday: 生日, 出生日期, 出生年月, birthday, date of birth, dob, bday
id_number: 身份证号, 身份证, 身份证号码, 证件号码, id number, identity card
usc_code: 统一社会信用代码, 社会信用代码, 信用代码, 税号, 纳税人识别号, 税务登记号, 营业执照号
usc_code: 统一信用代码, usc code, uscc, tax id, credit code, vat
legal_person: 法定代表人, 法人, 法人代表, 法定代表, legal representative
industry: 行业, 所属行业, 行业类型, 行业类别, industry, sector
nature: 客户性质, 企业性质, 公司性质, 性质, 类型, 客户类型, customer type, type
level: 客户等级, 客户级别, 等级, 级别, level, grade, rating
status: 状态, 客户状态, 跟进状态, status, stage
source: 来源, 客户来源, 线索来源, 渠道, 来源渠道, source, lead source
owner: 负责人, 业务员, 销售, 销售员, 销售人员, 客户经理, 跟进人, 所属业务员, 归属人, owner
owner: sales, sales rep, account owner, salesperson, assigned to
tags: 标签, 客户标签, tag, tags, labels, categories
country: 国家, 国家地区, country, billing country
province: 省份, 省, 省自治区, 所在省, 所属省份, province, state, billing state
city: 城市, 市, 所在城市, 地市, city, billing city
district: 区县, 区, 县, 县区, 地区, 区域, district, county
address: 地址, 详细地址, 联系地址, 公司地址, 办公地址, 通讯地址, 单位地址, 收货地址, 注册地址
address: address, street, street address, billing street, address line 1
postcode: 邮编, 邮政编码, postcode, zip, zip code, postal code, billing postal code
website: 网址, 网站, 官网, 公司网址, website, url, web site, homepage
bank: 开户行, 开户银行, bank
bank_account: 银行账号, 账号, 银行账户, bank account, account number
capital: 注册资本, 注册资金, registered capital
staff: 员工人数, 人员规模, 公司规模, 规模, 人数, employees, company size
founded: 成立日期, 成立时间, 注册日期, 创业时间, founded, established
code: 客户编号, 客户编码, 客户代码, 编号, 编码, 代码, customer id, account id, code, id
remark: 备注, 说明, 备注信息, 描述, 简介, remark, remarks, note, notes, comment, comments
remark: description, background
created: 创建时间, 创建日期, 录入时间, 登记日期, created, created date, created at, create time
amount: 金额, 合计, 总金额, 销售额, 成交金额, 应收, amount, total, revenue
date: 日期, 时间, date, time
"""

ENDINGS = tuple(
    """
    名称 姓名 电话 手机 编号 编码 代码 日期 时间 年月 地址 备注 金额 数量 类型 类别 分类 状态
    城市 省份 单价 邮箱 等级 级别 经理 人数 占比 比例 成交率 利润 品牌 昵称 主题 内容 详情
    序号 行业 部门 职务 号码 账号
    """.split()
)
ENGLISH_ENDINGS = frozenset(
    "name phone email address date type status number code amount title country city id".split()
)
NOISE = re.compile(r"[（(【\[].*?[）)】\]]|[*＊:：]+")
LETTERS = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
WORD_ENDS = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")


def plain(header: str) -> str:
    """A header to compare by: letters, digits and hanzi only, without what is in brackets."""
    text = unicodedata.normalize("NFKC", header)
    bare = NOISE.sub(" ", text)
    for one in (bare, text):
        letters = LETTERS.sub("", one.casefold())
        if letters:
            return letters
    return ""


def _synonyms() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in CONCEPTS.strip().splitlines():
        concept, _, words = line.partition(":")
        found[concept] = found.get(concept, ()) + tuple(word.strip() for word in words.split(","))
    return found


SYNONYMS = _synonyms()
WORDS = frozenset(plain(word) for words in SYNONYMS.values() for word in words)


def is_column_word(text: str) -> bool:
    """This cell reads like the name of a column."""
    if len(text) > 24:
        return False
    word = plain(text)
    if word in WORDS or word.endswith(ENDINGS):
        return True
    return WORD_ENDS.split(text)[-1].lower() in ENGLISH_ENDINGS
