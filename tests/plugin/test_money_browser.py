"""The reviewer's page offers a field of another package as it offers the bundled ones."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.plugin.lay import with_site
from tests.review.conftest import serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_an_amount_is_corrected_in_the_browser(
    browser: Browser, site: Path, runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(runs / "old", tmp_path / "output")
    monkeypatch.setattr(os, "environ", with_site(site))
    served = serve(tmp_path)
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    wrong: list[str] = []
    try:
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(served.address)
        page.click("#filters .chips button:has-text('Amount')")
        page.click("#list .one:has-text('EUR 300,000')")
        assert page.inner_text(".card .tag") == "Amount"
        page.click(".facts button:has-text('Paid by')")
        page.fill("#in-payer", "World Bank")
        page.fill("#in-amount", "310,000.50")
        page.click(".form [type=submit]")
        page.wait_for_selector("#list .one:has-text('EUR 310,000.50')")
        tint = page.evaluate("getComputedStyle(document.querySelector('.card .tag')).color")
        assert tint == "rgb(11, 90, 99)"
    finally:
        context.close()
        served.kill()
    assert wrong == []
    (said,) = map(json.loads, served.decisions.read_text("utf-8").splitlines())
    assert (said["field"], said["is"]["payer"], said["is"]["amount"]) == ("amounts", "World Bank", 310_000.5)
