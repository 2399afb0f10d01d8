"""The questionnaires every company begins with; companies write their own from them (G-9)."""

from dataclasses import dataclass

from maizi.kernel.texts import N_

from ..terms import QuestionKind, SurveyType

SCALE, PAIR, NPS = QuestionKind.SCALE, QuestionKind.PAIR, QuestionKind.NPS
ONE, MANY, TOLD, TEXT = (
    QuestionKind.ONE, QuestionKind.MANY, QuestionKind.TOLD, QuestionKind.TEXT,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question; indicator and percent say what its mark feeds."""

    kind: QuestionKind
    text: str
    indicator: str = ""
    percent: int = 0
    section: str = ""
    choices: tuple[str, ...] = ()
    is_overall: bool = False

    @property
    def is_required(self) -> bool:
        """Whether it must be answered: marks must, words need not."""
        return self.kind.is_marked or self.kind == NPS


@dataclass(frozen=True, slots=True)
class Shipped:
    """One questionnaire: indicators with their percent, then the questions."""

    type: SurveyType
    title: str
    intro: str
    indicators: tuple[tuple[str, int], ...]
    prompts: tuple[Prompt, ...]


SPEED, ABILITY, ATTITUDE = N_("响应速度"), N_("专业能力"), N_("服务态度")
QUALITY, DELIVERY, WORTH, CONTACT = N_("产品质量"), N_("供货交付"), N_("价格价值"), N_("日常沟通")
TEACHING, SITE, OUTCOME, FAIR = N_("使用讲解"), N_("现场安装"), N_("处理结果"), N_("处理过程")
TEAM, INSIGHT, PROMISE = N_("服务团队"), N_("懂我们的业务"), N_("承诺兑现")
ON_THE_WHOLE, ONE_BY_ONE, MORE = N_("总体"), N_("逐项评价"), N_("还想听您说")
OVERALL = Prompt(SCALE, N_("总的来说，您满意吗？"), section=ON_THE_WHOLE, is_overall=True)
RECOMMEND = Prompt(NPS, N_("您有多愿意把我们推荐给同行或朋友？"), section=MORE)
HOW_MANY = Prompt(TOLD, N_("这次的感受，您大概跟几个人说过？"), section=MORE)
WORDS = Prompt(TEXT, N_("哪里还能做得更好？"), section=MORE)

SHIPPED = (
    Shipped(
        SurveyType.POST_SERVICE, N_("服务后回访"),
        N_("刚刚为您做完一次服务，想听听您的评价，两分钟就好。"),
        ((SPEED, 30), (ABILITY, 40), (ATTITUDE, 30)),
        (
            OVERALL,
            Prompt(PAIR, N_("从报修到有人联系您，快慢怎么样？"), SPEED, 50, ONE_BY_ONE),
            Prompt(SCALE, N_("工程师是否按约定的时间到？"), SPEED, 50, ONE_BY_ONE),
            Prompt(PAIR, N_("问题是不是一次就修好了？"), ABILITY, 60, ONE_BY_ONE),
            Prompt(SCALE, N_("原因和以后怎么预防，讲清楚了吗？"), ABILITY, 40, ONE_BY_ONE),
            Prompt(SCALE, N_("工程师的态度怎么样？"), ATTITUDE, 60, ONE_BY_ONE),
            Prompt(SCALE, N_("做完以后，现场收拾干净了吗？"), ATTITUDE, 40, ONE_BY_ONE),
            RECOMMEND, HOW_MANY, WORDS,
        ),
    ),
    Shipped(
        SurveyType.POST_INSTALL, N_("安装后回访"),
        N_("您的设备已经装好验收，想知道安装和讲解做得怎么样。"),
        ((DELIVERY, 25), (SITE, 45), (TEACHING, 30)),
        (
            OVERALL,
            Prompt(SCALE, N_("送货是否准时、齐全、完好？"), DELIVERY, 100, ONE_BY_ONE),
            Prompt(PAIR, N_("安装做得规范、利落吗？"), SITE, 60, ONE_BY_ONE),
            Prompt(SCALE, N_("安装人员守安全、爱护现场吗？"), SITE, 40, ONE_BY_ONE),
            Prompt(PAIR, N_("操作和保养，讲到您会用了吗？"), TEACHING, 70, ONE_BY_ONE),
            Prompt(SCALE, N_("资料、电话、保修说明都交给您了吗？"), TEACHING, 30, ONE_BY_ONE),
            RECOMMEND, HOW_MANY, WORDS,
        ),
    ),
    Shipped(
        SurveyType.POST_COMPLAINT, N_("投诉后回访"),
        N_("您反映的问题已经处理完。处理得好不好，您说了算。"),
        ((SPEED, 30), (FAIR, 30), (OUTCOME, 40)),
        (
            OVERALL,
            Prompt(SCALE, N_("有人理会您，快不快？"), SPEED, 100, ONE_BY_ONE),
            Prompt(SCALE, N_("处理的人听您说、讲道理吗？"), FAIR, 60, ONE_BY_ONE),
            Prompt(SCALE, N_("进展有没有主动告诉您？"), FAIR, 40, ONE_BY_ONE),
            Prompt(PAIR, N_("最后的结果怎么样？"), OUTCOME, 100, ONE_BY_ONE),
            Prompt(ONE, N_("同样的事又发生过吗？"), section=MORE,
                 choices=(N_("没有"), N_("又发生过"), N_("还说不准"))),
            RECOMMEND, HOW_MANY, WORDS,
        ),
    ),
    Shipped(
        SurveyType.PERIODIC, N_("年度满意度调查"),
        N_("每年一次，请您给我们打个分。您的话会变成明年要做的事。"),
        ((QUALITY, 30), (DELIVERY, 20), (WORTH, 15), (SPEED, 20), (CONTACT, 15)),
        (
            OVERALL,
            Prompt(PAIR, N_("产品稳定、耐用吗？"), QUALITY, 60, ONE_BY_ONE),
            Prompt(SCALE, N_("产品的性能合不合您的需要？"), QUALITY, 40, ONE_BY_ONE),
            Prompt(SCALE, N_("交货准不准时？"), DELIVERY, 60, ONE_BY_ONE),
            Prompt(SCALE, N_("送到的货齐全、完好吗？"), DELIVERY, 40, ONE_BY_ONE),
            Prompt(SCALE, N_("花的钱值不值？"), WORTH, 100, ONE_BY_ONE),
            Prompt(PAIR, N_("有事找我们，多久有回音？"), SPEED, 60, ONE_BY_ONE),
            Prompt(SCALE, N_("维修和备件及时吗？"), SPEED, 40, ONE_BY_ONE),
            Prompt(SCALE, N_("联系您的人懂行、靠得住吗？"), CONTACT, 100, ONE_BY_ONE),
            Prompt(MANY, N_("明年最希望我们改进什么？"), section=MORE, choices=(
                QUALITY, DELIVERY, WORTH, SPEED, CONTACT)),
            RECOMMEND, HOW_MANY, WORDS,
        ),
    ),
    Shipped(
        SurveyType.KEY_ACCOUNT, N_("大客户满意度调查"),
        N_("您是我们最重要的伙伴。请告诉我们，团队做得怎么样。"),
        ((TEAM, 30), (INSIGHT, 25), (PROMISE, 25), (WORTH, 20)),
        (
            OVERALL,
            Prompt(PAIR, N_("服务团队配合得怎么样？"), TEAM, 60, ONE_BY_ONE),
            Prompt(SCALE, N_("要找的人找得到吗？"), TEAM, 40, ONE_BY_ONE),
            Prompt(SCALE, N_("我们懂您的业务和计划吗？"), INSIGHT, 100, ONE_BY_ONE),
            Prompt(PAIR, N_("答应您的事都做到了吗？"), PROMISE, 100, ONE_BY_ONE),
            Prompt(SCALE, N_("合作给您带来的价值，值得吗？"), WORTH, 100, ONE_BY_ONE),
            Prompt(ONE, N_("明年的合作，您打算？"), section=MORE,
                 choices=(N_("扩大"), N_("维持"), N_("减少"), N_("还没想好"))),
            RECOMMEND, HOW_MANY, WORDS,
        ),
    ),
)  # fmt: skip
