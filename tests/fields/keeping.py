"""Two units that keep filed forms, their readers, and receipts to be filed (F-53)."""

from django.test import Client
from django.utils import timezone

from maizi.catalog.models import Category, Product
from maizi.fields import access, actions, queries
from maizi.fields.models import FiledCopy, Keeper, PrintRecord
from maizi.warranty.models import Acceptance, Unit
from tests.house import fresh

KIND = "warranty.acceptance"


class Filing:
    """The desk of service and the office keep forms; boss files them."""

    def __init__(self, house):
        self.house = house
        self.desk = house._unit("售后服务部", house.hq, "department")
        self.office = house._unit("公司办公室", house.hq, "department")
        self.head = house.person("head", "卫部长", self.desk, "after_sales_head")
        self.clerk = house.person("clerk", "文秘书", self.office, "vice_president")
        self.first = actions.add_keeper(self.desk, by=house.admin)
        self.second = actions.add_keeper(self.office, by=house.admin)
        self.customer = house.customer("南京同创电子有限公司", house.chen)
        family = Category.objects.create(name="空压机", path_name="空压机", path="/1/")
        self.product = Product.objects.create(
            no="P1", name="空压机", sort_name="空压机", name_key="空压机", category=family
        )

    def receipt(self, customer=None) -> Acceptance:
        """A receipt with the piece that it is for."""
        no = f"YS{Acceptance.objects.count():06d}"
        row = Acceptance.objects.create(
            no=no, customer=customer or self.customer, works="开机", result="正常",
            instructor="李工", signed_by="王芳", accepted_at=timezone.now(),
            created_by=self.house.boss,
        )  # fmt: skip
        Unit.objects.create(
            serial=no, product=self.product, customer=row.customer, code=no, acceptance=row
        )
        return row

    def filed(self, row=None) -> PrintRecord:
        """A receipt, filed."""
        boss, template = fresh(self.house.boss), queries.used_templates(KIND)[0]
        return actions.print_document(template, row=row or self.receipt(), by=boss, is_filed=True)

    def copied(self, made: PrintRecord, count: int) -> None:
        """As many copies more of what was filed, with the first keeper."""
        for _ in range(count):
            twin = PrintRecord.objects.get(pk=made.pk)
            twin.pk, twin._state.adding = PrintRecord._meta.pk.get_default(), True
            twin.save(force_insert=True)
            FiledCopy.objects.create(record=twin, keeper=self.first, file_id=made.file_id,
                                     sha256=made.sha256, at=made.at)  # fmt: skip


def browser(person) -> Client:
    made = Client()
    made.force_login(person)
    return made


def seen_by(person) -> set[Keeper]:
    """Whose copies somebody reads."""
    return {one.keeper for one in access.visible_copies(fresh(person))}


def kinds_seen_by(person) -> set[str]:
    """Copies of which forms somebody reads."""
    return set(access.visible_copies(fresh(person)).values_list("record__kind", flat=True))
