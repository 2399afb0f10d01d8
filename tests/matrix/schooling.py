"""A month of an engineer that boss may sign off, with the calls about it."""

from datetime import timedelta

from django.utils import timezone

from maizi.service.models import Engineer
from tests.matrix import coursing, exchanging


class Schooling:
    """What the calls of performance are about: chen goes out too, as an engineer."""

    def __init__(self, scene):
        self.person = scene.house.chen
        Engineer.objects.create(user=self.person, point=scene.servicing.point, is_active=False)
        last = timezone.localdate().replace(day=1) - timedelta(days=1)
        self.month = f"{last:%Y-%m}"
        scene.coursing = coursing.Coursing(scene)
        scene.exchanging = exchanging.Exchanging(scene)


def argument(scene, url: str, name: str):
    """A value for an argument of a route; None where the matrix knows better."""
    if url == "training:sign" and name == "month":
        return scene.schooling.month
    return coursing.argument(scene, url, name)


BODIES = {
    "training:export": lambda s: {"month": s.schooling.month},
    "training:sign": lambda s: {"basic_yuan": "3000"},
    **coursing.BODIES,
    **exchanging.BODIES,
}
RECORDS = {
    "training:": lambda s: s.schooling.person,
    **coursing.RECORDS,
    **exchanging.RECORDS,
}
