"""Says when the connection is lost, and sends what was ready to be sent once it's back.

What is drawn or filled in stays on the device meanwhile; the framework itself says nothing of it
in the visitor's language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from boundaries.language import Language

LAST = ("bench-record", "mine-send-it")
"""How keys begin of the buttons that may be pressed later, by themselves."""

WATCH = """
const connection = { texts: null, isDown: false, asked: false, until: 0 };
function lastButton() {
  const names = connection.texts.last.map((key) => `[class*="st-key-${key}"] button`);
  return document.querySelector(names.join(", "));
}
// The framework's own notice covers the page, so that nobody could draw on, and speaks English.
function closeNotice() {
  const title = [...document.querySelectorAll("[role=dialog] h2")]
    .find((heading) => heading.textContent === "Connection error");
  if (!title) return;
  connection.isDown = true;
  title.closest("[role=dialog]").querySelector("button")?.click();
}
async function ask() {
  try { connection.isDown = !(await fetch("/_stcore/health", { cache: "no-store" })).ok; }
  catch { connection.isDown = true; }
}
function makeBar() {
  const bar = document.createElement("div");
  bar.className = "sk-offline";
  bar.hidden = true;
  const said = document.createElement("span");
  said.setAttribute("role", "alert");
  const later = document.createElement("button");
  later.type = "button";
  later.onclick = () => { connection.asked = true; look(); said.tabIndex = -1; said.focus(); };
  bar.append(said, later);
  document.body.prepend(bar);
  return Object.assign(bar, { said, later });
}
function say(bar, text) {
  // Only what changes is told again.
  if (bar.said.textContent !== text) bar.said.textContent = text;
}
function look() {
  const { bar, texts } = connection;
  closeNotice();
  if (connection.isDown || !navigator.onLine) {
    bar.hidden = false;
    say(bar, connection.asked ? texts.waits : texts.lost);
    bar.later.textContent = texts.later;
    bar.later.hidden = connection.asked || !lastButton();
    ask();
    return;
  }
  bar.hidden = true;
  say(bar, "");
  if (!connection.asked) return;
  // Where the visit was lost too, somebody begins anew from the device: nothing is pressed for him.
  connection.until ||= performance.now() + 15000;
  const button = lastButton();
  const isReady = button && !button.disabled;
  if (!isReady && performance.now() < connection.until) return;
  Object.assign(connection, { asked: false, until: 0 });
  if (isReady) button.click();
}
function watch(texts) {
  connection.texts = texts;
  if (connection.bar) return;
  connection.bar = makeBar();
  addEventListener("online", look);
  addEventListener("offline", look);
  setInterval(look, 700);
}
"""
LOOKS = """
.sk-offline { position: fixed; inset: 0 0 auto 0; z-index: 1000000; display: flex; flex-wrap: wrap;
  gap: 12px; align-items: center; padding: 10px 16px; background: #fff4ce; color: #1a1a1a;
  border-bottom: 3px solid #b8860b; }
.sk-offline[hidden], .sk-offline [hidden] { display: none; }
.sk-offline button { padding: 4px 16px; border: 1px solid #1a1a1a; border-radius: 8px;
  background: #fff; color: #1a1a1a; font: inherit; }
"""


def texts(words: Language) -> dict[str, object]:
    """Return what the script says, and which buttons it may press."""
    _ = words.text
    return {
        "lost": _("No connection. Your drawing is still on this device."),
        "later": _("Send it when the connection is back"),
        "waits": _("No connection. We send it as soon as the connection is back."),
        "last": list(LAST),
    }
