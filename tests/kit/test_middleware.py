"""Where a request comes from: only our own proxy is believed, and only about the last hop."""

import pytest
from django.test import RequestFactory

from maizi.kernel.asking import asking
from maizi.kit.middleware import request_id

SPOOFED = "6.6.6.6, 203.0.113.7"


def address(settings, *, behind: bool, told: str) -> str:
    settings.IS_BEHIND_PROXY = behind
    seen = []

    def answer(request):
        from django.http import HttpResponse

        seen.append(asking.get().address)
        return HttpResponse()

    headers = {"X-Forwarded-For": told} if told else {}
    request_id(answer)(RequestFactory(headers=headers).get("/", REMOTE_ADDR="10.0.0.2"))
    return seen[0]


@pytest.mark.parametrize(("behind", "told", "believed"), [
    (False, SPOOFED, "10.0.0.2"),
    (True, SPOOFED, "203.0.113.7"),
    (True, "", "10.0.0.2"),
])  # fmt: skip
def test_only_the_last_hop_of_our_own_proxy_is_believed(settings, behind, told, believed):
    assert address(settings, behind=behind, told=told) == believed


def test_a_request_keeps_a_sound_id_and_replaces_any_other(settings):
    from django.http import HttpResponse

    for given, is_kept in (("abcdef-1234", True), ("x" * 99, False), ("a b\n", False)):
        request = RequestFactory(headers={"X-Request-Id": given}).get("/")
        answer = request_id(lambda request: HttpResponse())(request)
        assert (answer["X-Request-Id"] == given) is is_kept
