"""The browser, for the tests that are marked with it; the kit's own page, without database or session."""

from collections.abc import Iterator

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page
from tests.browser import kit

browser = kit.browser
page = kit.page
__all__ = ["Browser", "Page", "browser", "page"]


@pytest.fixture
def kit_site(settings: object) -> Iterator[str]:
    """The address of a server that shows tests/ui/kit_urls.py under the product's content security policy."""
    settings.ROOT_URLCONF = "tests.ui.kit_urls"  # type: ignore[attr-defined]
    settings.MIDDLEWARE = ["csp.middleware.CSPMiddleware"]  # type: ignore[attr-defined]
    settings.ALLOWED_HOSTS = ["localhost"]  # type: ignore[attr-defined]
    server = LiveServerThread("localhost", StaticFilesHandler, connections_override={}, port=0)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://localhost:{server.port}"
    server.terminate()
