"""Going through many pages in one window and telling all that is wrong with any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from playwright.sync_api import Page
from tests.browser import kit

# What nobody would type, in every field that a person can change. What a form takes as it is would be saved instead.
GARBLE = """text => {
  const form = [...document.querySelectorAll('main form[method=post]')].pop();
  if (!form) return 0;
  const seen = new Set();
  let changed = 0;
  for (const e of form.elements) {
    if (!e.name || ['hidden', 'submit', 'button'].includes(e.type)) continue;
    changed += 1;
    if (e.type === 'file') continue;
    if (e.type === 'radio' || e.type === 'checkbox') {
      if (seen.has(e.name)) continue;
      seen.add(e.name); e.value = 'nonsense'; e.checked = true;
    } else if (e.tagName === 'SELECT') {
      const option = document.createElement('option');
      option.value = 'nonsense'; option.text = 'Nonsense'; e.append(option); e.value = 'nonsense';
    } else if (e.tagName === 'TEXTAREA' || e.type === 'text' || e.type === 'password') {
      e.value = e.inputMode === 'numeric' ? '99' : text;
    } else { e.value = text; }
  }
  return changed; }"""

# What the form of another page would send, with some answers put in; one that it does not ask is passed over.
WOULD_SEND = """([html, answers]) => {
  const form = [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('main form[method=post]')].pop();
  for (const [name, value] of Object.entries(answers)) {
    for (const e of form.querySelectorAll(`[name="${name}"]`)) {
      if (e.type === 'radio' || e.type === 'checkbox') e.checked = e.value === value; else e.value = value; } }
  const sent = {};
  for (const [name, value] of new FormData(form)) (sent[name] ??= []).push(value);
  return sent; }"""
# What the page's own form would send, but for what is hidden in it.
TYPED = """() => {
  const form = [...document.querySelectorAll('main form[method=post]')].pop();
  const hidden = new Set([...form.elements].filter(e => e.type === 'hidden').map(e => e.name));
  return [...new FormData(form)].filter(([name]) => !hidden.has(name)); }"""
# Something in every control of the page's own form that a person may well put there, right or not; and what that is.
TYPE = f"""text => {{
  for (const e of [...document.querySelectorAll('main form[method=post]')].pop().elements) {{
    if (e.type === 'radio' || e.type === 'checkbox') {{ if (e.value && e.value !== '__none__') e.checked = true; }}
    else if (e.tagName === 'SELECT') e.selectedIndex = e.options.length - 1;
    else if (e.inputMode === 'numeric') e.value = '3';
    else if (e.type !== 'hidden' && e.name) e.value = text; }}
  return ({TYPED})(); }}"""


def garble(page: Page, text: str = "") -> int:
    """Make every answer of the page's own form wrong, its texts ``text``; how many answers it has."""
    changed: int = page.evaluate(GARBLE, text)
    return changed


def send(page: Page) -> int:
    """Press the first button of the page's own form; the status of the answer."""
    form = page.locator("main form[method=post]").last
    with page.expect_response(lambda got: got.request.method == "POST") as answer:
        form.locator("button:not([type=button])").first.click()
    page.wait_for_load_state()
    return answer.value.status


def all_wrong(checks: Iterable[Callable[[], None]]) -> list[str]:
    """Run each; what the ones that failed said."""
    wrong = []
    for check in checks:
        try:
            check()
        except AssertionError as error:
            wrong.append(str(error))
    return wrong


def look(page: Page, picture: str) -> None:
    """Take the page's pictures while it is checked."""
    kit.check_page(page, picture)
