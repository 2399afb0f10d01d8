"""A breakdown mended on site, a second repair that failed, a telephone that loses the network."""

import re

import pytest

pytestmark = pytest.mark.browser
DESK, ENGINEER = "wuhan", "zhaoqiang"
PART = "油滤芯 7.5kW"
QUEUE = "Object.keys(localStorage).filter(one => one.startsWith('service.step:'))"


def put(page, **given) -> None:
    """Fill the fields of the form of the page, whatever they are."""
    for name, value in given.items():
        place = page.locator(f"main form [name={name}]").first
        if place.evaluate("one => one.tagName") == "SELECT":
            place.select_option(value)
        else:
            place.fill(value)


def taken(desk, serial: str, symptom: str) -> str:
    """A request taken down and triaged for a visit; its address."""
    desk.goto("/service/new/")
    desk.fill("[name=serial]", serial)
    desk.wait_for_selector(f"#found :text('{serial}')")
    put(desk, symptom=symptom, severity="serious", latitude="31.96", longitude="118.85")
    desk.click("main .save-bar [type=submit]")
    desk.wait_for_url(lambda url: "/do/triage/" in url)
    put(desk, severity="serious", mode="on_site", note="电话指导无效", km="12")
    desk.click("main .save-bar [type=submit]")
    desk.wait_for_url(lambda url: "/do/" not in url)
    return re.sub(r"https?://[^/]+|\?.*", "", desk.url)


def accepted(desk, engineer, address: str) -> None:
    """The ticket in the hands of the engineer."""
    desk.goto(f"{address}do/assign/")
    option = desk.locator("[name=engineer] option", has_text="赵强").get_attribute("value")
    put(desk, engineer=option)
    desk.click("main .save-bar [type=submit]")
    desk.wait_for_url(lambda url: "/do/" not in url)
    engineer.goto("/service/mine/")
    card = engineer.locator(f"section.job-card:has(a[href='{address}field/'])")
    card.locator("button:has-text('接单')").click()
    engineer.wait_for_url(lambda url: "/mine/" in url)


def press(engineer, words: str) -> None:
    """The big button of the next step; the page comes anew."""
    with engineer.expect_navigation():
        engineer.click(f"main button:has-text('{words}')")


def piece(desk) -> str:
    """The serial of a compressor at a customer's."""
    desk.goto("/warranty/")
    return re.search(r"FG\d{8}", desk.inner_text("main")).group()


def until(page, condition: str) -> None:
    """Wait for something in the page; its policy lets no code of ours wait in there."""
    for _ in range(600):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(condition)


def handed_over(page, sent: list, number: int) -> None:
    """Wait until the browser has handed so many requests over."""
    for _ in range(600):
        if len(sent) >= number:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{len(sent)} of {number} came")


def answering(status: int):
    """A server that says no more than a status."""
    return lambda route: route.fulfill(status=status, body="{}")


def waits(page, place: str, at: int = 1) -> None:
    """A step that waits in the telephone."""
    step = f"JSON.stringify({{address: '/service/{place}/', fields: {{}}}})"
    page.evaluate(f"localStorage.setItem('service.step:{at}', {step})")


def signs(page) -> None:
    """The customer's finger on the pad."""
    pad = page.locator(".sign-pad canvas")
    pad.scroll_into_view_if_needed()
    edge = pad.bounding_box()
    page.mouse.move(edge["x"] + 20, edge["y"] + 30)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(edge["x"] + 20 + 25 * step, edge["y"] + 30 + (step % 2) * 30)
    page.mouse.up()
    until(page, "document.querySelector('[data-sign]').files.length === 1")


def still_signed(engineer) -> None:
    """Neither a step sent meanwhile nor a server that is down wipes out what is signed."""
    has_name = "document.querySelector('[data-sign]').files.length === 1"
    engineer.route("**/step/**", answering(200))
    waits(engineer, "1/step/depart")
    engineer.evaluate("dispatchEvent(new Event('online'))")
    engineer.wait_for_selector("#toasts :text('存着的步骤已补报')")
    assert engineer.evaluate(QUEUE) == [] and engineer.evaluate(has_name)
    engineer.route("**/sign-in/", lambda route: route.abort())
    engineer.click("form[action$='/do/confirm/'] [type=submit]")
    engineer.wait_for_selector("#toasts :text('现在没有网络')")
    assert engineer.evaluate(has_name), "the page stays"
    engineer.unroute("**/sign-in/")
    engineer.problems.clear()  # the aborted request


def test_a_breakdown_is_mended_on_site(open_page):
    """F-2 … F-5, F-14, F-38: telephone, visit, part, signature, confirmation."""
    desk = open_page(DESK)
    engineer = open_page(ENGINEER, "/service/mine/", "phone")
    address = taken(desk, piece(desk), "一周停机三次，浏览器里报修")
    accepted(desk, engineer, address)
    engineer.goto(f"{address}field/")
    for words in ("出发", "到场签到", "开始处理"):
        press(engineer, words)
    place = engineer.locator(f"form[action='{address}part/']")
    value = place.locator("option", has_text=PART).first.get_attribute("value")
    place.locator("[name=product]").select_option(value)
    with engineer.expect_navigation():
        place.locator("[type=submit]").click()
    place = engineer.locator(f"form[action='{address}result/']")
    place.locator("[name=text]").fill("换油滤，试机两小时正常")
    place.locator("[name=fault_code]").fill("高温停机")
    with engineer.expect_navigation():
        place.locator("[type=submit]").click()
    place = engineer.locator(f"form[action='{address}do/confirm/']")
    place.locator("[name=who]").fill("王芳")
    signs(engineer)
    still_signed(engineer)
    with engineer.expect_navigation():  # what was pressed in vain is sent by itself
        engineer.evaluate("dispatchEvent(new Event('online'))")
    narrow = engineer.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert narrow, "nothing hangs over the edge"
    desk.goto(address)
    told = desk.inner_text("main")
    assert "王芳" in told and "sign.png" in told and "换油滤" in told
    assert desk.problems == engineer.problems == []


def test_a_second_repair_fails_and_the_piece_is_exchanged(open_page):
    """F-33 row 3, F-36, F-37: rights with article, the choice, the new piece begins anew."""
    desk = open_page(DESK, "/warranty/")
    links = desk.locator("main a[href^='/warranty/']", has_text="KB-55-").all()
    for link in dict.fromkeys(one.get_attribute("href") for one in links):
        desk.goto(link)
        if "背光" in desk.inner_text("main"):
            break
    address = re.sub(r"https?://[^/]+", "", desk.url)
    desk.goto(f"{address}ask/")
    put(desk, fault="第三次黑屏", fault_code="黑屏", is_consumer="yes")
    desk.click("main [type=submit]")
    desk.wait_for_selector("ol.rights")
    told = desk.inner_text("main")
    assert "换货" in told and "第 11 条" in told and "三包期内已修 2 次" in told
    desk.check("main [name=right][value=exchange]")
    put(desk, chosen_by="客户本人")
    desk.click("main button:has-text('记下选择并办理')")
    desk.wait_for_selector("main :text('客户本人')")
    desk.goto(f"{address}exchange/")
    put(desk, serial="KB-55-STORY")
    desk.click("main .save-bar [type=submit]")
    desk.wait_for_selector("main :text('KB-55-STORY')")
    assert "换货日期" in desk.inner_text("main") and desk.problems == []


def test_steps_wait_in_the_telephone_until_the_server_takes_them(open_page):
    """F-5: neither a server that is down nor an ended session loses a step."""
    desk = open_page(DESK)
    engineer = open_page(ENGINEER, "/service/mine/", "phone")
    address = taken(desk, piece(desk), "没有网络的地方停机")
    accepted(desk, engineer, address)
    engineer.goto(f"{address}field/")
    engineer.context.set_offline(True)
    engineer.click("main button:has-text('出发')")
    until(engineer, f"{QUEUE}.length === 1")
    for status, words in ((503, "稍后自动再试"), (401, "请重新登录")):
        engineer.unroute("**/step/**")
        engineer.route("**/step/**", answering(status))
        engineer.context.set_offline(False)
        engineer.click("[data-send-now]")
        engineer.wait_for_selector(f"[data-queue] :text('{words}')")
        assert len(engineer.evaluate(QUEUE)) == 1, "it is kept"
    engineer.unroute("**/step/**")
    with engineer.expect_navigation():
        engineer.click("[data-send-now]")
    engineer.wait_for_selector("main button:has-text('到场签到')")
    assert engineer.evaluate(QUEUE) == []
    engineer.route("**/step/**", lambda route: route.abort())  # on line, as it believes
    engineer.click("main button:has-text('到场签到')")
    engineer.wait_for_selector("#toasts :text('这一步连同时间存在手机里')")
    assert len(engineer.evaluate(QUEUE)) == 1 and engineer.url.endswith(f"{address}field/")
    engineer.unroute("**/step/**")
    with engineer.expect_navigation():
        engineer.click("[data-send-now]")
    engineer.wait_for_selector("main button:has-text('开始处理')")


def test_two_tabs_send_each_step_once(open_page):
    """F-5: what one tab sends, the other neither sends again nor forgets unsent."""
    engineer = open_page(ENGINEER, "/service/mine/", "phone")
    other, sent = engineer.context.new_page(), []
    other.goto("/service/mine/")
    engineer.context.route("**/step/**", lambda route: sent.append(route))
    for at, verb in enumerate(("depart", "arrive", "work")):
        waits(engineer, f"1/step/{verb}", at)
    for page in (engineer, other):
        page.evaluate("dispatchEvent(new Event('online'))")
    for number in range(3):
        handed_over(engineer, sent, number + 1)
        engineer.wait_for_timeout(500)  # long enough for a second one to come
        assert len(sent) == number + 1, "one at a time, from one tab"
        sent[number].fulfill(status=200, body="{}")
    until(other, f"{QUEUE}.length === 0")
    engineer.wait_for_timeout(500)
    addresses = [one.request.url.rsplit("/", 2)[1] for one in sent]
    assert addresses == ["depart", "arrive", "work"]


def test_what_the_server_refuses_for_good_is_told_and_forgotten(open_page):
    """A step that can never be taken does not block those behind it."""
    engineer = open_page(ENGINEER, "/service/mine/", "phone")
    said = "这张工单现在是“已关闭”，不能出发。"
    engineer.route("**/step/**", lambda route: route.fulfill(
        status=422, body=said, content_type="text/plain; charset=utf-8"))  # fmt: skip
    waits(engineer, "1/step/depart")
    engineer.reload()
    engineer.wait_for_selector(f"#toasts :text('{said}')")
    assert engineer.evaluate(QUEUE) == []
