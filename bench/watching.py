"""A browser that notices harm: scripts that ran, dialogs, markup made of people's text, and what outside is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Route

OWN = ("127.0.0.1", "localhost", "")

_HARM = """() => {
  const found = [];
  const look = (root, where) => {
    if (root.defaultView?.__ran || window.__ran) found.push(`ran in ${where}`);
    for (const each of root.querySelectorAll('*')) {
      if (each.hasAttribute('data-hostile')) found.push(`markup <${each.localName}> in ${where}`);
      const address = each.getAttribute('href') ?? each.getAttribute('xlink:href') ?? '';
      const isBad = /^(javascript|data:text|file)/i.test(address.trim());
      if (isBad) found.push(`address ${address.slice(0, 40)} in ${where}`);
      if (each.shadowRoot) look(each.shadowRoot, where);
      if (each.localName === 'iframe') try { look(each.contentDocument, where + ' > frame'); } catch { /* another's */ }
    }
  };
  look(document, location.pathname);
  return [...new Set(found)];
}"""


@dataclass
class Watch:
    """What was seen so far, in words."""

    context: BrowserContext
    seen: list[str] = field(default_factory=list)

    def page(self) -> Page:
        """A page that is watched; a dialog is noted and closed."""
        page = self.context.new_page()
        page.on("dialog", lambda dialog: (self.seen.append(f"dialog {dialog.message[:40]}"), dialog.dismiss()))
        return page

    def look(self, page: Page, where: str) -> list[str]:
        """What harm a page shows now, hovered over and focused as people do; noted with the others."""
        found = [f"{where}: {each}" for each in page.evaluate(_HARM)]
        self.seen += [each for each in found if each not in self.seen]
        return found

    def route(self, route: Route) -> None:
        """Let through what asks this machine, note and stop the rest."""
        if _is_own(route.request.url):
            route.continue_()
        else:
            self.seen.append(f"asked {route.request.url[:80]}")
            route.abort()


def _is_own(address: str) -> bool:
    asked = urlsplit(address)
    if asked.scheme in ("http", "https", "ws"):
        return (asked.hostname or "") in OWN
    return asked.scheme in ("data", "blob") or (asked.scheme == "file" and not asked.path.startswith("/etc/"))


@contextmanager
def watching(browser: Browser, **options: object) -> Iterator[Watch]:
    """A context of its own, with every request routed."""
    context = browser.new_context(locale="en-GB", **options)  # type: ignore[arg-type]
    watch = Watch(context)
    context.route("**/*", watch.route)
    yield watch
    context.close()
