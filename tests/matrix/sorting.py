"""What chen has collected, how his customers are sorted, and what a steward may clear out."""

import base64
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from maizi.customers import actions
from maizi.customers.models import (
    ClassScheme,
    ClearingCandidate,
    CollectionBatch,
    CollectionSource,
    TagPromise,
)
from maizi.customers.pages import BATCHES
from maizi.customers.queries.classes import ClassDraft
from maizi.kit.pages import save
from tests.house import House, fresh

POINT = base64.b64decode(  # a picture of one point
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Sorted:
    """One record of every kind that collecting and sorting know."""

    def __init__(self, house: House, scene):
        today = timezone.localdate()
        self.source = CollectionSource.objects.create(channel="exhibition", name="2026 五金展")
        self.batch = CollectionBatch(
            title="五金展名片", kind="photos", channel="exhibition", collected_on=today
        )
        save(BATCHES, row=self.batch, verb="create", by=fresh(house.chen))
        file = ContentFile(POINT, name="名片.png")
        (self.card,) = actions.add_photos(self.batch, [file], by=house.chen)
        self.scheme = ClassScheme(name="营销角度", method="hand")
        actions.save_scheme(
            self.scheme, drafts=[ClassDraft("经济型"), ClassDraft("方便型")], by=house.boss
        )
        self.cls = self.scheme.classes.order_by("position").first()
        self.promise = TagPromise.objects.create(
            customer=scene.customer, tag=scene.tag, owner=house.chen, due_on=today,
            made_at=timezone.now() - timedelta(days=1),
        )  # fmt: skip
        self.bad = actions.mark_bad(scene.customer, "mobile", "dead_phone", by=house.chen)
        self.candidate = ClearingCandidate.objects.create(
            customer=scene.foreign, name=scene.foreign.name, no=scene.foreign.no, why="silent",
            found_on=today,
        )  # fmt: skip
