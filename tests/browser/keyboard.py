"""A page by its keyboard alone: where Tab goes and comes back from, and what Space and the arrows do there."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

_ALL = "a[href], button, input:not([type=hidden]), select, textarea, summary"
# Each control that is seen, in the order of the page; of a group of radios the one that Tab stops at.
FROM_THE_TOP = f"""() => {{
  const stops = [], groups = new Map();
  for (const e of document.querySelectorAll('{_ALL}')) {{
    if (!e.checkVisibility({{visibilityProperty: true}}) || e.disabled || e.tabIndex < 0) continue;
    if (e.type !== 'radio') {{ stops.push([e]); continue; }}
    const key = (e.form ? [...document.forms].indexOf(e.form) : '') + e.name;
    if (!groups.has(key)) {{ groups.set(key, []); stops.push(groups.get(key)); }}
    groups.get(key).push(e);
  }}
  window.keyboardStops = stops;
  const body = document.body;
  body.tabIndex = -1; body.focus(); body.removeAttribute('tabindex'); window.scrollTo(0, 0);
  return stops.map(group => group[0].outerHTML.slice(0, 140)); }}"""
HERE = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const at = window.keyboardStops.findIndex(group => group.includes(e));
  const choice = e.type === 'radio' || e.type === 'checkbox';
  const seen = choice && e.labels?.[0] ? e.labels[0] : e;
  const box = seen.getClientRects()[0] ?? seen.getBoundingClientRect();  // its first line: a link may go over two
  const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 20));
  const inside = top && (e.contains(top) || top.contains(e) || [...e.labels ?? []].some(l => l.contains(top)));
  const marks = [getComputedStyle(e)];
  if (e.labels?.[0]) marks.push(getComputedStyle(e.labels[0], '::before'));
  const marked = marks.some(s => s.outlineStyle !== 'none' || s.boxShadow !== 'none');
  return {at, html: e.outerHTML.slice(0, 140), inside: !!inside, marked, type: e.type || e.localName,
          several: at >= 0 && window.keyboardStops[at].length > 1,
          state: e.localName === 'select' ? e.selectedIndex : choice ? e.id + e.checked : e.parentElement?.open}; }"""
TO_WORK = """() => [...window.keyboardStops.keys()].filter(
  at => window.keyboardStops[at][0].matches('select, summary, input[type=checkbox], input[type=radio]'))"""
FOCUS = """at => {
  const group = window.keyboardStops[at];
  if (!group[0].checkVisibility({visibilityProperty: true})) return false;
  (group.find(one => one.checked) ?? group[0]).focus();
  return true; }"""
# What a key does to a control, so that it is no picture of one: the state has to differ afterwards.
KEYS = {"checkbox": "Space", "select-one": "ArrowDown", "summary": "Enter", "radio": "ArrowDown"}


def here(page: Page) -> dict[str, Any] | None:
    """Where the focus is; None where it has left the page."""
    found: dict[str, Any] | None = page.evaluate(HERE)
    return found


def faults(page: Page) -> list[str]:
    """What the keyboard cannot do on a page, or shows badly, one line each.

    Asked: Tab stops at every control, in the order of the page, and leaves it at the end; Shift and Tab come back the
    same way; the focus is marked and nothing lies over it; Space, Enter and the arrows work what they should.
    """
    # The menu's button goes a frame after the window has grown wide again.
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    stops: list[str] = page.evaluate(FROM_THE_TOP)
    forth, wrong = _go(page, "Tab", len(stops))
    wrong += [f"Tab never reaches {stops[at]}" for at in range(len(stops)) if at not in forth]
    if forth != sorted(forth):
        wrong.append(f"Tab goes out of order: {forth}")
    back, hidden = _go(page, "Shift+Tab", len(stops))
    if not wrong and back != forth[-len(back) :][::-1]:
        wrong.append(f"Shift and Tab go {back}, and Tab went {forth}")
    return [*wrong, *(one for one in hidden if one not in wrong), *_worked(page)]


def _go(page: Page, key: str, number: int) -> tuple[list[int], list[str]]:
    """Press a key until the focus leaves the page: the stops in order, and what was wrong at them.

    A browser without a frame has nothing to leave to, and begins again where it began. The keys are held down: that
    goes on as pressing again and again does, and is told to the browser in half the words.
    """
    keys = key.split("+")
    for held in keys[:-1]:
        page.keyboard.down(held)
    try:
        return _along(page, keys[-1], key, number)
    finally:
        for held in keys[::-1]:
            page.keyboard.up(held)


def _along(page: Page, key: str, called: str, number: int) -> tuple[list[int], list[str]]:
    order: list[int] = []
    wrong: list[str] = []
    for _ in range(number + 5):
        page.keyboard.down(key)
        now = here(page)
        if now is None:
            return order, wrong
        if now["at"] < 0:
            wrong.append(f"{called} stops at what is no control: {now['html']}")
            continue
        if now["at"] in order:
            if now["at"] != order[0] or len(order) < number:
                wrong.append(f"{called} is caught at {now['html']}")
            return order, wrong
        order.append(now["at"])
        if not now["inside"]:
            wrong.append(f"something lies over {now['html']}")
        if not now["marked"]:
            wrong.append(f"the focus is not marked on {now['html']}")
    wrong.append(f"{called} does not leave the page after {number + 5} stops")
    return order, wrong


def _worked(page: Page) -> list[str]:
    """Each checkbox, list, group of radios and fold, worked once and put back where a key does that."""
    wrong = []
    for at in page.evaluate(TO_WORK):
        if not page.evaluate(FOCUS, at):
            continue
        before = here(page)
        kind = "summary" if before and "<summary" in before["html"] else str(before and before["type"])
        if before is None or kind not in KEYS or (kind == "radio" and not before["several"]):
            continue
        page.keyboard.press(KEYS[kind])
        after = here(page)
        if after is None or after["state"] == before["state"]:
            page.keyboard.press("ArrowUp")  # the last of a list cannot go further down
            after = here(page)
        only = kind == "select-one" and page.evaluate("() => document.activeElement.options.length < 2")
        if not only and (after is None or after["state"] == before["state"]):
            wrong.append(f"{KEYS[kind]} does nothing to {before['html']}")
    return wrong
