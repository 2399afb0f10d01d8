"""Training and exchanged experience of the demo company (F-52, F-54)."""

from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from maizi.accounts.models import User
from maizi.catalog.models import Category, Product
from maizi.kit.pages import save
from maizi.service.models import Ticket
from maizi.training import actions
from maizi.training.models import Course, Exchange, Experience, TrainingClass
from maizi.training.pages import CLASSES, COURSES, EXCHANGES, EXPERIENCES
from maizi.training.terms import Presence

COURSES_TOLD = (  # code, name, goal, months, lessons
    ("AC-01", "螺杆空压机维修", "能独立完成保养、常见故障的判断和修理。", 24,
     (("结构和原理", "4"), ("电气控制和报警代码", "4"), ("保养和换件", "6"), ("安全规程", "2"))),
    ("AC-02", "后处理设备维修", "会修冷干机、过滤器和储气罐附件。", 12,
     (("冷干机", "4"), ("过滤器和排水器", "2"), ("压力容器安全", "2"))),
    ("SV-01", "上门服务规范", "进门、沟通、清场、签单都按规范做。", 36,
     (("服务规范十条", "2"), ("投诉怎么接", "2"))),
)  # fmt: skip
FAMILIES = {"AC-01": ("空压机",), "AC-02": ("后处理设备",), "SV-01": ()}
CLASSES_TOLD = (  # course, months ago, place, scores: who, attempts
    ("AC-01", 3, "南京培训室", (("zhaoqiang", ("92",)), ("mali", ("71", "85")))),
    ("AC-02", 11, "苏州培训室", (("zhaoqiang", ("88",)),)),
    ("SV-01", 2, "线上", (("zhaoqiang", ("95",)), ("mali", ("90",)))),
)  # fmt: skip
EXPERIENCES_TOLD = (  # author, title, problem, cause, solution, verdict
    ("zhaoqiang", "冬天冷启动跳闸", "室温低于 5 度，启动十秒后热继跳闸",
     "油太稠，启动电流持续偏高", "一、预热机房到 5 度以上。\n二、换低温润滑油。", "yes"),
    ("mali", "客户自己加错油", "油变黑，油温比平时高 8 度",
     "现场加了别的牌号的油，两种油起反应", "一、放干净。\n二、清洗过滤器。\n三、加新油。", "no"),
    ("zhaoqiang", "储气罐排水阀冻住", "早晨压力上不去，排水阀不动作",
     "夜里没有排水，冷凝水结冰", "一、热风化冻。\n二、加保温套。\n三、下班前排水。", ""),
)  # fmt: skip


def build_training(people: dict[str, User]) -> None:
    """Three courses, classes with their certificates, one that is coming; a meeting held."""
    school = School({name: User.objects.get(pk=row.pk) for name, row in people.items()})
    school.teach()
    school.plan()
    school.exchange()


class School:
    """wuhan keeps training, sunbo teaches and reviews."""

    def __init__(self, people: dict[str, User]):
        self.people, self.head, self.sun = people, people["wuhan"], people["sunbo"]
        self.today, self.courses = timezone.localdate(), {}

    def teach(self) -> None:
        """Courses, and the classes in which people earned their certificates."""
        for code, name, goal, months, lessons in COURSES_TOLD:
            row = Course(code=code, name=name, goal=goal, valid_months=months)
            save(COURSES, row=row, verb="create", by=self.head)
            steps = [(title, Decimal(hours)) for title, hours in lessons]
            actions.set_lessons(row, steps, by=self.head)
            families = Category.objects.filter(path_name__in=FAMILIES[code])
            self.courses[code] = actions.set_cover(
                row, families=families, products=[], by=self.head
            )
        for code, months, place, told in CLASSES_TOLD:
            self._held(self.courses[code], days=30 * months, place=place, told=told)
        # who teaches has passed before the others
        self._held(self.courses["AC-01"], days=120, place="厂家培训中心", trainer="boss",
                   told=(("sunbo", ("98",)),))  # fmt: skip
        self._held(self.courses["AC-02"], days=330, place="厂家培训中心", trainer="boss",
                   told=(("sunbo", ("96",)),))  # fmt: skip

    def plan(self) -> None:
        """A class that is coming."""
        row = self._class(self.courses["AC-02"], days=-9, place="苏州培训室", trainer="sunbo")
        actions.enrol(row, [self.people["zhaoqiang"], self.people["mali"]], by=self.head)

    def exchange(self) -> None:
        """A meeting of last month, what it brought, and the next one."""
        day = self.today - timedelta(days=20)
        meeting = self._meeting("秋冬换季故障", day)
        product = Product.objects.filter(model="BK15-8").first()
        for author, title, problem, cause, solution, verdict in EXPERIENCES_TOLD:
            by = self.people[author]
            row = Experience(
                title=title, problem=problem, cause=cause, solution=solution, product=product,
                exchange=meeting, ticket=Ticket.objects.filter(engineer=by).first(),
            )  # fmt: skip
            save(EXPERIENCES, row=row, verb="create", by=by)
            if verdict:
                opinion = "写得清楚，可以推广。" if verdict == "yes" else "请写明是哪两种牌号的油。"
                actions.review_experience(
                    row, is_accepted=verdict == "yes", opinion=opinion, by=self.sun
                )
        actions.hold_exchange(
            meeting, minutes="交流了三类换季故障；冷启动的办法写进知识库。", by=self.head
        )
        self._meeting("春节前备机检查", self.today + timedelta(days=8))

    def _class(self, course: Course, *, days: int, place: str, trainer: str) -> TrainingClass:
        begun = timezone.make_aware(datetime.combine(self.today - timedelta(days), time(9)))
        row = TrainingClass(
            course=course, place=place, trainer=self.people[trainer], starts_at=begun, seats=12
        )
        save(CLASSES, row=row, verb="create", by=self.head)
        return row

    def _held(self, course: Course, *, days: int, place: str, told, trainer="sunbo") -> None:
        row = self._class(course, days=days, place=place, trainer=trainer)
        by = self.people[trainer]
        actions.enrol(row, [self.people[name] for name, _scores in told], by=self.head)
        seats = {one.person.username: one.pk for one in row.enrolments.select_related("person")}
        actions.mark_presence(row, dict.fromkeys(seats.values(), Presence.PRESENT), by=by)
        for name, scores in told:
            for at, score in enumerate(scores):
                on = self.today - timedelta(days - 1 - at)
                actions.enter_scores(row, {seats[name]: Decimal(score)}, on=on, by=by)
        actions.close_class(row, by=by)

    def _meeting(self, topic: str, day) -> Exchange:
        row = Exchange(
            topic=topic, from_on=day - timedelta(days=30), to_on=day, held_on=day,
            place="客户服务部会议室", host=self.head,
        )  # fmt: skip
        save(EXCHANGES, row=row, verb="create", by=self.head)
        row.people.set([self.people[name] for name in ("zhaoqiang", "mali", "sunbo", "wuhan")])
        return row
