"""Pages in a real browser, where one is installed: headless Chromium, its own profile, no network.

A scenario is JavaScript that returns something JSON can say. It runs in the page once that is
ready; ``pause(ms)`` waits, ``key(element, name)`` presses a key, ``hover(element)`` points at it.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER: Final = next((found for name in NAMES if (found := shutil.which(name))), None)
WHY_SKIPPED: Final = f"no browser to test the page in: none of {', '.join(NAMES)} is there and runs"

_FLAGS: Final = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-extensions", "--disable-dev-shm-usage", "--force-prefers-reduced-motion", "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_WATCH: Final = """<script>
const faults = [];
addEventListener("error", (event) => faults.push(String(event.message)));
window.pwned = () => faults.push("foreign script ran");
</script>"""
_DRIVER: Final = """<script>
const one = (selector) => document.querySelector(selector);
const many = (selector) => Array.from(document.querySelectorAll(selector));
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const key = (element, name) =>
  element.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
const point = (element, what, to) => element.dispatchEvent(new PointerEvent(what,
  { bubbles: true, pointerType: "mouse", relatedTarget: to || null }));
const hover = (element) => point(element, "pointerover");
const set = (name, value) => {
  const form = document.getElementById("controls");
  const control = form.querySelector(`[name="${name}"][value="${value}"]`);
  if (control) control.click();
  else {
    form.elements[name].value = value;
    form.elements[name].dispatchEvent(new Event("input", { bubbles: true }));
  }
};
const shown = () => many(".comparison tr[data-indicator]")
  .filter((row) => row.checkVisibility()).map((row) => row.dataset.indicator +
    (row.dataset.scope ? "~" + row.dataset.scope : ""));
(async () => {
  let result;
  try { result = await (async () => { SCENARIO })(); }
  catch (error) { faults.push(String(error)); }
  const told = JSON.stringify({ result, faults });
  if (parent !== window) { parent.postMessage(told, "*"); return; }
  document.body.textContent = "";
  document.body.append(Object.assign(document.createElement("pre"), { textContent: told }));
})();
</script></body>"""
_FRAME: Final = """<!doctype html><meta charset="utf-8">
<iframe src="{src}" style="border:0;width:{width}px;height:800px"></iframe>
<script>addEventListener("message", (event) => {{
  document.body.textContent = "";
  document.body.append(Object.assign(document.createElement("pre"), {{ textContent: event.data }}));
}});</script>"""


def run(folder: Path, page: str, scenario: str = "", *, hash_: str = "", width: int = 1280) -> Any:
    """What the scenario returns in this page. Fails for any error of the page's script."""
    body = _POLICY.sub(_WATCH.replace("\\", "\\\\"), page, count=1)
    there = folder / "scenario.html"
    there.write_text(body.replace("</body>", _DRIVER.replace("SCENARIO", scenario)), "utf-8")
    address = there.as_uri() + hash_
    if width < 500:  # a window cannot be narrower, a frame can
        frame = folder / "frame.html"
        frame.write_text(_FRAME.format(src=html.escape(address), width=width), "utf-8")
        address = frame.as_uri()
    found = re.search(r"<pre>(.*)</pre>", dump(folder, address, width=width), re.DOTALL)
    assert found, "the scenario did not end"
    told = json.loads(html.unescape(found[1]))
    assert told["faults"] == []
    return told["result"]


def dump(folder: Path, address: str, *, width: int = 1280) -> str:
    """The document as the browser has it after its scripts have run."""
    done = call(folder, f"--window-size={width},900", "--virtual-time-budget=8000", "--dump-dom",
                address)  # fmt: skip
    return done.decode("utf-8")


def runs(folder: Path) -> bool:
    """Whether there is a browser and it opens a page here; not every container lets it."""
    if BROWSER is None:
        return False
    try:
        return b"<html" in call(folder, "--dump-dom", "about:blank")
    except (subprocess.SubprocessError, OSError):
        return False


def call(folder: Path, *arguments: str) -> bytes:
    """Standard output of the browser."""
    assert BROWSER is not None
    flags: Sequence[str] = (*_FLAGS, f"--user-data-dir={folder / 'profile'}")
    done = subprocess.run(
        [BROWSER, *flags, *arguments], capture_output=True, timeout=120, check=True
    )
    return done.stdout
