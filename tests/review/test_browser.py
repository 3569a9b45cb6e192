"""The page in a real browser: the main path, the keyboard alone, and a report that attacks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from extract.decisions.decision import Decision
from extract.decisions.ledger import append, read_ledger
from tests.decisions.make import decision, values
from tests.records.make import TEXT, record
from tests.review.conftest import Served, serve
from tests.review.make import ATTACK, output, records

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def served(shared: Served) -> Served:
    """The server that all these tests share, with nothing decided yet."""
    shared.decisions.unlink(missing_ok=True)
    shutil.rmtree(shared.folder / "patterns", ignore_errors=True)
    return shared


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """The page, opened by the address that the terminal printed; any error in it fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    found = context.new_page()
    wrong: list[str] = []
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on(
        "request", lambda request: wrong.append(request.url) if not request.url.startswith((served.origin, "blob:")) else None
    )
    found.goto(served.address)
    found.wait_for_selector("#list .one")
    yield found
    context.close()
    assert wrong == []


def lines(served: Served) -> tuple[Decision, ...]:
    return read_ledger(served.decisions).decisions


def until(page: Page, words: str) -> None:
    """Waits until the page says so at its foot (nothing is said before it is saved)."""
    page.wait_for_function(
        "words => { const b = document.querySelector('#toast'); return !b.hidden && b.textContent.includes(words) }", arg=words
    )


def heading(page: Page) -> str:
    return page.inner_text("#value h1")


def test_the_main_path(page: Page, served: Served) -> None:
    assert "#" not in page.url
    assert page.inner_text("#count").startswith("0 of 13 values settled")
    first = heading(page)
    page.click("button:has-text('Accept')")
    until(page, f"{first} accepted")
    assert [(one.verdict, one.who) for one in lines(served)] == [("accept", "Ana")]
    assert page.inner_text("#count").startswith("1 of 13")
    assert heading(page) != first
    page.click("#list .one:has-text('40 police officers')")
    page.click(".facts button:has-text('Women')")
    page.fill("#in-female", "13")
    page.fill("#in-comment", "told on page 9")
    page.click(".form [type=submit]")
    until(page, "corrected")
    assert page.inner_text(".facts button:has-text('Women') del") == "12"
    assert page.inner_text(".facts button:has-text('Women') ins") == "13"
    said = lines(served)[-1]
    assert said.becomes is not None
    assert (said.verdict, said.becomes["female"], said.comment) == ("correct", 13, "told on page 9")
    page.click(".card .head button:has-text('Undo')")
    until(page, "Undone")
    page.wait_for_selector(".card .head .state.accepted")
    assert page.inner_text(".facts button:has-text('Women')").endswith("12")
    page.reload()
    page.wait_for_selector("#list .one")
    assert page.inner_text("#count").startswith("1 of 13")


def test_the_page_of_the_report_is_shown_with_its_sentence_marked(page: Page) -> None:
    page.click("#list .one:has-text('40 police officers')")
    page.wait_for_selector("#sheet .leaf .box.quote", timeout=60_000)
    image = page.query_selector("#sheet .leaf img")
    assert image is not None
    assert "Page 2" in (image.get_attribute("alt") or "")
    mark = page.query_selector("#sheet .leaf .box.quote")
    assert mark is not None
    inside, leaf = mark.bounding_box(), image.bounding_box()
    assert inside is not None
    assert leaf is not None
    assert leaf["x"] < inside["x"] < leaf["x"] + leaf["width"]
    page.click("#sheet [aria-label='Page before']")
    page.wait_for_selector("#sheet img[alt^='Page 1']")


def test_the_keyboard_alone(page: Page, served: Served) -> None:
    first = heading(page)
    page.keyboard.press("a")
    until(page, f"{first} accepted")
    second = heading(page)
    page.keyboard.press("r")
    until(page, f"{second} rejected")
    page.keyboard.press("u")
    until(page, "Undone")
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("?")
    page.wait_for_selector("dialog:has-text('Keys')")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    page.keyboard.press("/")
    page.keyboard.type("midwives")
    page.wait_for_function("() => document.querySelectorAll('#list .one').length === 5")
    page.keyboard.press("Escape")
    assert page.input_value("#f-search") == "midwives"
    while "15 midwives" not in heading(page):
        page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_selector("dialog textarea")
    page.keyboard.type("which hospital?")
    page.keyboard.press("Enter")
    until(page, "comment")
    page.keyboard.press("e")
    page.wait_for_selector(".form")
    page.focus("#in-count")
    page.keyboard.press("Control+a")
    page.keyboard.type("16")
    page.keyboard.press("Enter")
    until(page, "corrected")
    assert heading(page) == "16 midwives"
    page.keyboard.press("n")
    page.wait_for_selector("#text[role=application]")
    page.keyboard.press("Home")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    page.wait_for_selector(".form")
    assert page.input_value("#in-name") == "the Red Cross".removeprefix("the ")
    page.keyboard.press("Control+a")
    page.keyboard.type("Red Cross of Bor")
    page.keyboard.press("Enter")
    until(page, "partner added")
    assert [(one.verdict, one.comment) for one in lines(served)] == [
        ("accept", ""),
        ("reject", ""),
        ("undo", ""),
        ("note", "which hospital?"),
        ("correct", "which hospital?"),
        ("add", ""),
    ]


def test_words_marked_with_the_mouse_are_added(page: Page, served: Served) -> None:
    page.click("#list .one:has-text('40 police officers')")
    page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.querySelector('#text'), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf('the Mission');
            if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + 11); return; }
          }
        }"""
    )
    page.click("#pick button:has-text('Partner')")
    page.wait_for_selector(".form")
    assert page.input_value("#in-name") == "Mission"
    page.click(".form [type=submit]")
    until(page, "partner added")
    said = lines(served)[-1]
    assert said.becomes is not None
    start = TEXT.index("the Mission")
    assert said.becomes["mentions"] == [{"start": start, "end": start + 11, "text": "the Mission", "rule": "review"}]


def test_names_are_completed_as_one_types(page: Page, served: Served) -> None:
    page.click("#list .one:has-text('South Sudan') >> nth=0")
    page.keyboard.press("e")
    page.fill("#in-iso3", "ugan")
    page.keyboard.press("Enter")
    assert page.input_value("#in-iso3") == "Uganda"
    page.keyboard.press("Enter")
    until(page, "corrected")
    said = lines(served)[-1]
    assert said.becomes is not None
    assert (said.becomes["iso3"], said.becomes["m49"]) == ("UGA", "800")


def test_a_wrong_number_is_said_beside_its_field(page: Page, served: Served) -> None:
    page.click("#list .one:has-text('40 police officers')")
    page.keyboard.press("e")
    page.fill("#in-female", "41")
    page.fill("#in-male", "5")
    page.click(".form [type=submit]")
    page.wait_for_selector("#in-female[aria-invalid=true]")
    assert "more than 40" in page.inner_text(".form .wrong")
    assert lines(served) == ()


def test_filters_and_the_table_decide_on_several_at_once(page: Page, served: Served) -> None:
    page.click("#filters button:has-text('Partner')")
    page.keyboard.press("Escape")
    page.click("#view")
    page.wait_for_selector("#table tbody tr")
    assert page.locator("#table tbody tr").count() == 5
    page.click("button:has-text('Pick all undecided shown')")
    page.click("button:has-text('Accept picked')")
    until(page, "5 values accepted")
    assert [(one.verdict, one.bulk) for one in lines(served)] == [("accept", True)] * 5


def test_never_a_partner_becomes_a_rule_that_is_shown_before_it_is_written(page: Page, served: Served) -> None:
    page.click("#list .one:has-text('Red Cross')")
    page.keyboard.press("b")
    page.click("dialog button:has-text('Reject 1')")
    until(page, "1 values rejected")
    page.click("#list .one:has-text('Red Cross')")
    page.keyboard.press("b")
    page.click("dialog button:has-text('is never a partner')")
    page.wait_for_selector("dialog .diff .plus")
    assert "Red Cross" in page.inner_text("dialog .diff")
    patterns = served.folder / "patterns" / "partners" / "not_names.yaml"
    assert not patterns.exists()
    page.click("dialog button:has-text('Write it')")
    until(page, "Written")
    assert "partners.not.own.red-cross" in patterns.read_text(encoding="utf-8")


def test_a_report_that_attacks_is_only_text(page: Page, served: Served) -> None:
    page.click("#list .one:has-text('30 teachers')")
    assert page.inner_text("#text") == ATTACK
    page.keyboard.press("t")
    page.wait_for_selector("#table tbody tr")
    page.keyboard.press("t")
    page.keyboard.press("b")
    page.wait_for_selector("dialog")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    page.click("#list .one:has-text('<b>UNDP</b>')")
    assert heading(page) == "<b>UNDP</b>"
    page.keyboard.press("r")
    until(page, "<b>UNDP</b> rejected")
    page.keyboard.press("h")
    page.wait_for_selector("dialog .lines")
    assert page.evaluate("window.owned") is None
    assert page.locator("main img[src='x'], main script, main b:text-is('UNDP')").count() == 0


def test_a_foreign_page_can_neither_write_nor_read(browser: Browser, served: Served) -> None:
    context = browser.new_context()
    foreign = context.new_page()
    foreign.route("https://example.org/*", lambda route: route.fulfill(body="<h1>elsewhere</h1>", content_type="text/html"))
    foreign.goto("https://example.org/")
    tried = foreign.evaluate(
        """async ([origin, token]) => {
          const tell = async (path, options) => { try { return (await fetch(origin + path, options)).status } catch { return 'kept out' } };
          const body = JSON.stringify({items: [{item: '0:partners:undp', verdict: 'accept', seen: null}]});
          return [
            await tell('/api/decide', {method: 'POST', mode: 'no-cors', body}),
            await tell('/api/decide', {method: 'POST', body, headers: {Authorization: `Bearer ${token}`}}),
            await tell('/api/all', {headers: {Authorization: `Bearer ${token}`}}),
          ];
        }""",
        [served.origin, served.token],
    )
    assert tried[1:] == ["kept out", "kept out"]
    assert lines(served) == ()
    bare = context.new_page()
    bare.goto(served.origin)
    bare.wait_for_selector("text=This page cannot be opened")
    assert "token" in bare.inner_text("#value")
    context.close()


def test_another_reviewers_word_appears_by_itself(page: Page, served: Served) -> None:
    append(served.decisions, [decision("reject", "partners", values(record(), "partners")[0], who="Ben")])
    until(page, "Ben decided on UNDP")
    assert page.inner_text("#count").startswith("1 of 13")


def test_a_killed_server_is_said_at_once_and_nothing_is_shown_as_saved(browser: Browser, tmp_path: Path) -> None:
    output(tmp_path)
    mortal = serve(tmp_path)
    page = browser.new_page()
    page.goto(mortal.address)
    page.wait_for_selector("#list .one")
    first = heading(page)
    mortal.kill()
    page.keyboard.press("a")
    page.wait_for_selector("#alert:has-text('Not saved')")
    assert heading(page) == first
    assert page.inner_text("#count").startswith("0 of 13")
    page.close()


def test_it_fits_a_narrow_screen(browser: Browser, served: Served) -> None:
    context = browser.new_context(viewport={"width": 400, "height": 780})
    page = context.new_page()
    page.goto(served.address)
    page.wait_for_selector("#value h1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    page.click(".tabs [data-tab=queue]")
    page.click("#list .one:has-text('40 police officers')")
    assert page.is_visible("#value h1:has-text('40 police officers')")
    page.click(".acts button:has-text('Accept')")
    until(page, "accepted")
    page.click(".tabs [data-tab=sheet]")
    page.wait_for_selector("#sheet .leaf, #sheet .around", timeout=60_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    context.close()


def test_everything_that_can_be_worked_has_a_name(page: Page) -> None:
    page.wait_for_selector("#sheet .leaf img, #sheet .around", timeout=60_000)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, input, select, textarea, [role=listbox], [role=progressbar], section')]
          .filter(e => e.offsetParent !== null && !(e.innerText || '').trim() && !e.getAttribute('aria-label') && !(e.labels && e.labels.length))
          .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert nameless == []


CONTRAST = """() => {
  const light = (c) => { const [r, g, b] = c.map((v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b };
  const parse = (c) => { const n = c.match(/[\\d.]+/g).map(Number); return { rgb: n.slice(0, 3), a: n[3] ?? 1 } };
  const over = (top, a, under) => top.map((v, i) => v * a + under[i] * (1 - a));
  const behind = (e) => { for (let at = e; at; at = at.parentElement) { const c = parse(getComputedStyle(at).backgroundColor); if (c.a > 0.99) return c.rgb }
    return [255, 255, 255] };
  const poor = [];
  for (const e of document.querySelectorAll('body *')) {
    const words = [...e.childNodes].filter((n) => n.nodeType === 3 && n.data.trim()).map((n) => n.data.trim()).join(' ');
    if (!words || e.offsetParent === null || e.disabled || e.closest('[disabled], .unseen, .skip')) continue;
    let a = 1;
    for (let at = e; at; at = at.parentElement) a *= Number(getComputedStyle(at).opacity);
    const under = behind(e);
    const c = parse(getComputedStyle(e).color);
    const [x, y] = [light(over(c.rgb, c.a * a, under)), light(under)].sort((p, q) => q - p);
    if ((x + 0.05) / (y + 0.05) < 4.5) poor.push(`${words.slice(0, 40)}: ${((x + 0.05) / (y + 0.05)).toFixed(2)}`);
  }
  return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_stand_out_from_what_is_behind_them(
    browser: Browser, served: Served, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(served.address)
    page.wait_for_selector("#list .one")
    page.keyboard.press("a")
    until(page, "accepted")
    page.keyboard.press("r")
    until(page, "rejected")
    page.keyboard.press("k")
    assert page.evaluate(CONTRAST) == []
    page.keyboard.press("e")
    page.wait_for_selector(".form")
    assert page.evaluate(CONTRAST) == []
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    page.wait_for_selector("#table tbody tr")
    assert page.evaluate(CONTRAST) == []
    for key in ("b", "h", "?"):
        page.keyboard.press(key)
        page.wait_for_selector("dialog[open]")
        assert page.evaluate(CONTRAST) == []
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
    context.close()


def test_single_keys_can_be_turned_off(page: Page, served: Served) -> None:
    page.keyboard.press("?")
    page.click("dialog label:has-text('Single keys')")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    page.keyboard.press("a")
    page.keyboard.press("?")
    page.wait_for_selector("dialog:has-text('Keys')")
    assert lines(served) == ()


def test_against_an_older_output_one_can_look_at_what_changed(browser: Browser, served: Served) -> None:
    older = [records()[0], records()[2]]
    (served.folder / "older").mkdir()
    output(served.folder / "older", older)
    newer = serve(served.folder, "--against", "older/output")
    try:
        page = browser.new_page()
        page.goto(newer.address)
        page.check("#f-since")
        page.wait_for_function("() => document.querySelectorAll('#list .one').length === 4")
        assert "not in the older output" in page.inner_text("#value")
        page.close()
    finally:
        newer.process.terminate()
        newer.process.wait(30)
