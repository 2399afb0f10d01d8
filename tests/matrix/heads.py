"""What the headers of every answer must say, and no page may hold (TRUST S8, S9)."""

import re

POLICY = {
    "default-src": ["'self'"], "img-src": ["'self'", "blob:"], "object-src": ["'none'"],
    "base-uri": ["'self'"], "form-action": ["'self'"], "frame-ancestors": ["'none'"],
}  # fmt: skip
SHUT = "sandbox; default-src 'none'"  # of files: stricter than a page's
FIXED = {
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}  # fmt: skip
TELLTALE = ("Server", "X-Powered-By", "Access-Control-Allow-Origin")
OUTSIDE = re.compile(r"(?:src|href|action|formaction|hx-[a-z]+)\s*=\s*[\"'](?:https?:)?//", re.I)
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style\b|<[^>]+\s(?:style|on[a-z]+)\s*=|javascript:", re.I
)


def flaws(answer, *, is_known: bool) -> list[str]:
    """What is missing or wrong in the headers of one answer, and in the page itself."""
    found = policy_flaws(answer.headers.get("Content-Security-Policy", ""))
    found += [
        name for name, value in FIXED.items()
        if answer.headers.get(name) != value
    ]  # fmt: skip
    found += [f"{name} is told" for name in TELLTALE if name in answer.headers]
    if "Permissions-Policy" not in answer.headers or "X-Request-Id" not in answer.headers:
        found.append("Permissions-Policy or X-Request-Id")
    if is_known and "no-store" not in answer.headers.get("Cache-Control", ""):
        found.append("no-store")
    kind = answer.headers.get("Content-Type", "").replace('"', "")
    if kind.startswith("text/") and "charset=utf-8" not in kind.lower():
        found.append(f"charset of {kind}")
    if kind.startswith("text/html"):
        page = answer.content.decode()
        found += [f"{p.pattern[:12]}… {m[0]}" for p in (OUTSIDE, INLINE) if (m := p.search(page))]
    return found


def policy_flaws(policy: str) -> list[str]:
    """Where a content policy is weaker than ours."""
    if policy == SHUT:
        return []
    told = {d.split()[0]: d.split()[1:] for d in policy.split(";") if d.strip()}
    wrong = [f"CSP {name}" for name, sources in POLICY.items() if told.get(name) != sources]
    return wrong + [f"CSP {name}" for name in told.keys() - POLICY.keys()]
