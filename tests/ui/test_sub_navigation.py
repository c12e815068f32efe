"""The pages of one thing under its title: plain links, and which of them is shown."""

from django.template.loader import render_to_string

from concordat.ui.sub_navigation import SubNavigation, SubPage


def rendered(*pages: SubPage) -> str:
    html = render_to_string("ui/sub_navigation.html", {"subnav": SubNavigation("This partnership", pages)})
    return " ".join(html.split())


def test_the_one_page_that_is_shown_is_marked_and_stays_a_link() -> None:
    html = rendered(SubPage("Overview", "/a"), SubPage("Standing", "/b", current=True), SubPage("History", "/c"))
    assert html.startswith('<nav aria-label="This partnership"')
    assert html.count('aria-current="page"') == 1
    assert 'href="/b" aria-current="page">Standing</a>' in html
    assert [html.index(f'href="/{page}"') for page in "abc"] == sorted(html.index(f'href="/{page}"') for page in "abc")


def test_a_page_beside_them_marks_none() -> None:
    assert "aria-current" not in rendered(SubPage("Overview", "/a"))
