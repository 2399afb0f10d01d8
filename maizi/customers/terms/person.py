"""What is asked about a person: the nine groups of A-2.

Sensitive information (identity number, medical history, health, religion, children) is not
here: it is kept encrypted, and only where a company has switched it on (A-21).
"""

from functools import partial

from maizi.kernel.privacy import FieldGroup
from maizi.kernel.texts import N_

from .asked_of_all import CONDUCT, DEMAND, reach
from .attributes import Attribute
from .profile import (
    ArchiveQuestion,
    AttributeSort,
    CharacterTrait,
    Degree,
    IncomeBand,
    MaritalStatus,
    Origin,
    ProfileGroup,
)
from .words import Gender

G = ProfileGroup
LONG, CHOICE = AttributeSort.LONG_TEXT, AttributeSort.CHOICE
ATTITUDE = Origin.ATTITUDE
_own = partial(Attribute, field_group=FieldGroup.FAMILY)
_who = partial(Attribute, group=G.BASIC, question=ArchiveQuestion.WHO)

PERSON: tuple[Attribute, ...] = (
    # 1 基本资料
    _who("name", N_("姓名"), need=3, columns=("name",)),
    _who(
        "gender", N_("性别"), need=2, sort=CHOICE, choices=Gender, columns=("gender",),
        field_group=FieldGroup.FAMILY,
    ),
    _who(
        "birthday", N_("生日"), need=2, sort=AttributeSort.BIRTHDAY, columns=("birthday",),
        field_group=FieldGroup.FAMILY,
        hint=N_("1985-03-12、1985、3-12；农历写明：农历八月十五"),
    ),
    _who(
        "employer", N_("工作单位"), need=2, columns=("employer",), field_group=FieldGroup.FAMILY,
    ),
    _who("job_title", N_("职务"), need=2, columns=("job_title",)),
    _who("professional_title", N_("职称"), hint=N_("高级工程师、会计师……")),
    _who(
        "traits", N_("性格特征"), need=2, sort=AttributeSort.CHOICES, choices=CharacterTrait,
        field_group=FieldGroup.FAMILY,
    ),
    *reach(G.BASIC),
    *DEMAND,
    # 2 教育情况
    _own("degree", N_("学历"), G.EDUCATION, CHOICE, choices=Degree),
    _own("major", N_("专业"), G.EDUCATION),
    _own("school", N_("毕业院校"), G.EDUCATION),
    _own("diploma_view", N_("对文凭的看法"), G.EDUCATION, LONG, origin=ATTITUDE),
    _own("societies", N_("在校社团"), G.EDUCATION),
    # 3 家庭情况
    _own("marital_status", N_("婚姻状况"), G.FAMILY, CHOICE, choices=MaritalStatus),
    _own("spouse", N_("配偶情况"), G.FAMILY, LONG),
    _own("family_view", N_("对婚姻家庭的看法"), G.FAMILY, LONG, origin=ATTITUDE),
    # 4 人际情况
    _own("relatives", N_("亲戚情况"), G.RELATIONS, LONG),
    _own("friends", N_("朋友情况"), G.RELATIONS, LONG),
    _own("social_life", N_("人际交往情况"), G.RELATIONS, LONG),
    # 5 事业情况
    _own("past_jobs", N_("以往就业"), G.CAREER, LONG),
    Attribute(
        "income", N_("目前收入"), G.CAREER, CHOICE, choices=IncomeBand, is_quantitative=True,
        field_group=FieldGroup.SENSITIVE,
    ),
    _own("career_view", N_("对事业的态度"), G.CAREER, LONG, origin=ATTITUDE),
    _own("career_goals", N_("中长期目标"), G.CAREER, LONG, origin=ATTITUDE),
    # 6 生活情况
    _own("habits", N_("生活习惯"), G.LIFE, LONG, hint=N_("饮食、作息、烟酒茶……")),
    _own("sports", N_("喜好的运动"), G.LIFE),
    _own("teams", N_("喜欢的运动队"), G.LIFE),
    # 7 个性情况
    _own("clubs", N_("参加的社团"), G.PERSONALITY),
    _own("skills", N_("特长"), G.PERSONALITY),
    _own("manner", N_("处事风格"), G.PERSONALITY, LONG),
    _own("hobbies", N_("爱好"), G.PERSONALITY, need=2),
    _own("ideals", N_("理想"), G.PERSONALITY, LONG, origin=ATTITUDE),
    # 8 阅历情况
    _own("outlook", N_("对事务的综合看法"), G.OUTLOOK, LONG, origin=ATTITUDE),
    _own("life_goals", N_("人生目标"), G.OUTLOOK, LONG, origin=ATTITUDE),
    # 9 其他
    _own("other", N_("其他可供参考的资料"), G.OTHER, LONG),
    *CONDUCT,
)  # fmt: skip
