"""What each platform is told, and what its answers mean."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.inbox.rules.robots import LIMITS, Message, cut, letter_to, verdict, webhook_key
from maizi.inbox.terms import Way

pytestmark = pytest.mark.once
NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)
SECRET = "SECtest-密钥"
MESSAGE = Message(
    id=77, event="inbox.todo_due", label="待办到期", title="给王经理回电话", text="给：陈默",
    url="https://crm.example.cn/inbox/",
)  # fmt: skip


def letter(way: Way, address: str, secret: str = SECRET):
    return letter_to(way, address=address, secret=secret, message=MESSAGE, now=NOW)


def hmac64(key: bytes, text: bytes) -> str:
    return base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()


def test_dingtalk_signs_in_the_address():
    made = letter(Way.DINGTALK, "https://oapi.dingtalk.com/robot/send?access_token=abc")
    asked = parse_qs(urlsplit(made.address).query)
    moment = str(int(NOW.timestamp() * 1000))
    assert asked["timestamp"] == [moment] and asked["access_token"] == ["abc"]
    assert asked["sign"] == [hmac64(SECRET.encode(), f"{moment}\n{SECRET}".encode())]
    body = json.loads(made.body)
    assert body["msgtype"] == "text" and "给王经理回电话" in body["text"]["content"]


def test_feishu_signs_in_the_body_with_the_secret_as_part_of_the_key():
    body = json.loads(letter(Way.FEISHU, "https://open.feishu.cn/open-apis/bot/v2/hook/x").body)
    moment = str(int(NOW.timestamp()))
    assert body["timestamp"] == moment
    assert body["sign"] == hmac64(f"{moment}\n{SECRET}".encode(), b"")
    assert body["msg_type"] == "text" and "待办到期" in body["content"]["text"]


def test_wecom_has_nothing_to_sign():
    made = letter(Way.WECOM, "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k")
    assert made.address.endswith("key=k") and SECRET not in made.body.decode()
    assert set(json.loads(made.body)) == {"msgtype", "text"}


def test_a_webhook_is_signed_as_the_standard_says():
    key = base64.b64encode(b"0123456789abcdef01234567").decode()
    made = letter(Way.WEBHOOK, "https://hook.example.cn/in", f"whsec_{key}")
    moment = str(int(NOW.timestamp()))
    text = f"msg_77.{moment}.".encode() + made.body
    assert made.headers["webhook-id"] == "msg_77"
    assert made.headers["webhook-signature"] == ("v1," + hmac64(b"0123456789abcdef01234567", text))
    told = json.loads(made.body)
    assert told["type"] == MESSAGE.event and told["data"]["title"] == MESSAGE.title


def test_without_a_secret_nothing_is_signed():
    assert "sign" not in letter(Way.DINGTALK, "https://a.cn/?x=1", "").address
    assert "sign" not in json.loads(letter(Way.FEISHU, "https://a.cn/", "").body)
    assert "webhook-signature" not in letter(Way.WEBHOOK, "https://a.cn/", "").headers
    assert webhook_key("whsec_没有") == "whsec_没有".encode()


@given(st.text(max_size=6_000), st.sampled_from([Way.WECOM, Way.DINGTALK]))
def test_no_text_is_longer_than_the_platform_takes(text, way):
    short = cut(text, LIMITS[way])
    assert len(short.encode()) <= LIMITS[way]
    assert short == text or short.endswith("…")


@pytest.mark.parametrize(
    "way, status, body, is_sent, is_final",
    [
        (Way.DINGTALK, 200, b'{"errcode":0,"errmsg":"ok"}', True, False),
        (Way.DINGTALK, 200, b'{"errcode":310000,"errmsg":"sign not match"}', False, True),
        (Way.WECOM, 200, b'{"errcode":45009,"errmsg":"api freq out of limit"}', False, False),
        (Way.FEISHU, 200, b'{"code":0,"msg":"success"}', True, False),
        (Way.FEISHU, 200, b'{"StatusCode":0,"StatusMessage":"success"}', True, False),
        (Way.FEISHU, 200, b'{"code":19021,"msg":"sign match fail"}', False, True),
        (Way.FEISHU, 200, b"<html>", False, False),
        (Way.WECOM, 200, b"[]", False, False),
        (Way.WEBHOOK, 204, b"", True, False),
        (Way.WEBHOOK, 200, b"whatever", True, False),
        (Way.WEBHOOK, 302, b"", False, True),
        (Way.WEBHOOK, 404, b"no", False, True),
        (Way.WEBHOOK, 429, b"", False, False),
        (Way.WEBHOOK, 503, b"", False, False),
    ],
)
def test_answers(way, status, body, is_sent, is_final):
    found = verdict(way, status, body)
    assert (found.problem is None) == is_sent
    assert found.is_final == is_final
