"""What each platform's group robot wants to be told, how it is signed, and what it answers."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote_plus

from maizi.kernel.texts import N_, Said, say

from ..terms import Way

# Bytes of the text of one message; the platforms refuse longer ones.
LIMITS = {Way.WECOM: 2_000, Way.DINGTALK: 18_000, Way.FEISHU: 18_000, Way.WEBHOOK: 30_000}
# Answers that mean "slower": 企业微信 45009, 钉钉 130101 and 660026, 飞书 11232.
BUSY = {45009, 130101, 660026, 11232, 9499}
TOLD_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be told.

    id     the delivery's; the same on every try, so that a receiver can drop repetitions
    event  code of the kind of event
    label  that kind, in words
    url    whole address, or ""
    """

    id: int
    event: str
    label: str
    title: str
    text: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A request ready to be sent."""

    address: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer means: taken, or why not, and whether trying again makes sense."""

    problem: Said | None = None
    is_final: bool = False


def letter_to(way: Way, *, address: str, secret: str, message: Message, now: datetime) -> Letter:
    """The request for one platform, signed as it documents.

    企业微信  the key in the address is the whole secret
    钉钉      HmacSHA256(key = secret, text = "毫秒\\n" + secret), in the address
    飞书      HmacSHA256(key = "秒\\n" + secret, text = nothing), in the body
    Webhook   the Standard Webhooks scheme: HmacSHA256(secret, "id.秒.body"), in the headers
    """
    text = cut(words(message), LIMITS[way])
    if way == Way.WECOM:
        return _json(address, {"msgtype": "text", "text": {"content": text}})
    if way == Way.DINGTALK:
        signed = address + dingtalk_signature(secret, now) if secret else address
        return _json(signed, {"msgtype": "text", "text": {"content": text}})
    if way == Way.FEISHU:
        body = {"msg_type": "text", "content": {"text": text}}
        return _json(address, {**feishu_signature(secret, now), **body} if secret else body)
    told = {
        "type": message.event, "timestamp": now.isoformat(),
        "data": {"id": str(message.id), "label": message.label, "title": message.title,
                 "text": cut(message.text, LIMITS[way]), "url": message.url},
    }  # fmt: skip
    plain = _json(address, told)
    return Letter(address, plain.body, webhook_signature(secret, message.id, plain.body, now))


def words(message: Message) -> str:
    """A message as plain text, one thing a line."""
    lines = [f"【{message.label}】{message.title}", message.text, message.url]
    return "\n".join(line for line in lines if line)


def cut(text: str, most_bytes: int) -> str:
    """At most so many bytes of UTF-8, whole characters, with a mark where something is missing."""
    encoded = text.encode()
    if len(encoded) <= most_bytes:
        return text
    return encoded[: most_bytes - 3].decode("utf-8", "ignore") + "…"


def dingtalk_signature(secret: str, now: datetime) -> str:
    """What 钉钉 wants behind the address."""
    moment = str(int(now.timestamp() * 1000))
    digest = _digest(secret.encode(), f"{moment}\n{secret}".encode())
    return f"&timestamp={moment}&sign={quote_plus(digest)}"


def feishu_signature(secret: str, now: datetime) -> dict[str, str]:
    """What 飞书 wants in the body."""
    moment = str(int(now.timestamp()))
    return {"timestamp": moment, "sign": _digest(f"{moment}\n{secret}".encode(), b"")}


def webhook_signature(secret: str, id_: int, body: bytes, now: datetime) -> dict[str, str]:
    """The headers of a webhook; without a secret it is named but not signed."""
    moment = str(int(now.timestamp()))
    told = {"webhook-id": f"msg_{id_}", "webhook-timestamp": moment}
    if not secret:
        return told
    text = b".".join([told["webhook-id"].encode(), moment.encode(), body])
    return told | {"webhook-signature": f"v1,{_digest(webhook_key(secret), text)}"}


def webhook_key(secret: str) -> bytes:
    """The key behind a secret: what follows whsec_ is base64, anything else stands for itself."""
    if secret.startswith("whsec_"):
        try:
            return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
        except ValueError:
            pass
    return secret.encode()


def verdict(way: Way, status: int, body: bytes) -> Verdict:
    """What the answer of a platform means. They say 200 and put the trouble into the body."""
    if status in (408, 425, 429) or status >= 500:
        return Verdict(say(BUSY_SAID, code=status))
    if status // 100 == 3:
        return Verdict(say(REDIRECTED, code=status), is_final=True)
    if status // 100 != 2:
        return Verdict(say(REFUSED, code=status, text=_told(body)), is_final=True)
    if way == Way.WEBHOOK:
        return Verdict()
    code, told = _result(body)
    if code == 0:
        return Verdict()
    if code is None:
        return Verdict(say(UNCLEAR))
    if code in BUSY:
        return Verdict(say(BUSY_SAID, code=code))
    return Verdict(say(REFUSED, code=code, text=told), is_final=True)


def _result(body: bytes) -> tuple[int | None, str]:
    try:
        found = json.loads(body)
    except ValueError:
        return None, ""
    if not isinstance(found, dict):
        return None, ""
    for name in ("errcode", "code", "StatusCode"):
        code = found.get(name)
        if isinstance(code, int):
            return code, str(found.get("errmsg") or found.get("msg") or "")[:TOLD_LENGTH]
    return None, ""


def _told(body: bytes) -> str:
    return " ".join(body[:400].decode("utf-8", "replace").split())[:TOLD_LENGTH]


def _json(address: str, told: dict) -> Letter:
    return Letter(address, json.dumps(told, ensure_ascii=False).encode())


def _digest(key: bytes, text: bytes) -> str:
    return base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()


BUSY_SAID = N_("对方太忙或暂时出错（{code}），会自动再试。")
REDIRECTED = N_("对方要求转到别的地址（{code}）。为安全起见不会跟过去，请填写最终的地址。")
REFUSED = N_("对方拒绝了这条消息（{code}）：{text}")
UNCLEAR = N_("对方的回答看不懂，会自动再试。")
