"""A real Chromium for every test here; without one they are skipped, except in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from notaextract.facts import Document
from notaextract.output.report import Problem, write

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
_LISTEN = """
  globalThis.violations = [];
  addEventListener("securitypolicyviolation", (e) =>
    violations.push(`${e.violatedDirective} ${e.blockedURI}`));
"""


def _chromium() -> str | None:
    return (
        os.environ.get("NOTAEXTRACT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    found = _chromium()
    if found is None and not os.environ.get("CI"):
        pytest.skip("no chromium on this machine: apt-get install chromium (python3 scripts/check.py does)")
    assert found, "CI needs chromium"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        # Playwright gives each launch a new, empty user-data-dir.
        chromium = driver.chromium.launch(executable_path=found, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Opened:
    """A page from disk, and everything that it should not do."""

    page: Any
    trouble: list[str] = field(default_factory=list)

    def check(self) -> None:
        assert self.trouble == []
        assert self.page.evaluate("violations") == []


@pytest.fixture
def open_page(browser: Any) -> Iterator[Any]:
    """A function: HTML file → Opened, waited for until the page is ready; checked again at the end."""
    contexts, pages = [], []

    def opened(path: Path, fragment: str = "", width: int = 1200, **options: Any) -> Opened:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, offline=True, accept_downloads=True, **options
        )
        contexts.append(context)
        context.add_init_script(_LISTEN)
        page = context.new_page()
        found = Opened(page)
        pages.append(found)
        address = path.as_uri()
        page.on("pageerror", lambda error: found.trouble.append(f"error {error}"))
        page.on("dialog", lambda dialog: (found.trouble.append("dialog"), dialog.dismiss()))
        page.on("console", lambda told: told.type != "log" and found.trouble.append(f"console {told.text}"))
        page.on(
            "request",
            lambda asked: (
                asked.url.split("#")[0] == address or found.trouble.append(f"request {asked.url[:200]}")
            ),
        )
        page.goto(address + fragment)
        page.wait_for_selector("html[data-ready]", timeout=20_000)
        return found

    yield opened
    for found in pages:
        found.check()
    for context in contexts:
        context.close()


@pytest.fixture
def report_file(tmp_path: Path) -> Any:
    """A function: documents → the written page."""

    def made(
        documents: Iterable[Document],
        name: str = "report.html",
        problems: Iterable[Problem] = (),
        **options: Any,
    ) -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            write(documents, stream, problems=problems, **{"language": "es", "alone": False, **options})
        return path

    return made
