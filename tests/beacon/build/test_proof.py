"""The proof: what must never stand in a finished page is planted, and found."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from beacon.build.proof import Proof, make_proof
from beacon.build.site import Site
from beacon.schedule.venues import Venue

PAGE = """\
<!doctype html>
<html lang="sr-Cyrl">
<head><title>Помоћ</title>
<link rel="stylesheet" href="../assets/style.css">
<link rel="canonical" href="https://example.org/sr/help/">
<script src="../assets/site.js" defer></script>
<script type="application/ld+json">{"name": "НКЦ"}</script>
</head>
<body>
<p>Позови <a href="tel:116111">116 111</a>.</p>
<p><a class="external" href="https://example.org/" rel="noreferrer noopener">пример</a></p>
<img src="a.png" alt="Двоје"><img src="/sr/b.png" srcset="/sr/b.png 2x" alt="">
<svg class="chart" viewBox="0 0 9 9"><use href="#a"/></svg>
<!--planted-->
</body>
</html>
"""


@pytest.fixture(scope="module")
def serbian(serbia: Site) -> Proof:
    """What Serbian pages must not hold."""
    return make_proof(serbia)


@pytest.fixture(scope="module")
def bulgarian(bulgaria: Site) -> Proof:
    """What Bulgarian pages must not hold."""
    return make_proof(bulgaria)


def found(proof: Proof, planted: str) -> list[tuple[str, int | None]]:
    """Return code and line of what is told of a page with this text planted on line 14."""
    html = PAGE.replace("<!--planted-->", planted)
    return [(problem.code.id, problem.line) for problem in proof.page(html, "sr/help/index.html")]


def test_whole_page_has_no_problem(serbian: Proof, bulgarian: Proof) -> None:
    assert found(serbian, "") == []
    assert found(bulgarian, "") == []


@pytest.mark.parametrize(
    "planted",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        '<script type="module">alert(1)</script>',
        "<style>p{color:red}</style>",
        '<p style="color:red">x</p>',
        "<p STYLE = 'color:red'>x</p>",
        '<a href="x" onclick="alert(1)">x</a>',
        "<svg onload='alert(1)'></svg>",
        '<p\n  onmouseover="alert(1)">x</p>',
        "<p onclick=alert(1)>x</p>",
        "<p style=color:red>x</p>",
        '<a href="javascript:alert(1)">x</a>',
        "<a href=javascript:alert(1)>x</a>",
        '<p title="1 > 2" onclick="alert(1)">x</p>',
        '<p title="1"onclick="alert(1)">x</p>',
        '<p a"b onclick=alert(1)>"x</p>',
        "<p/onclick=alert(1)>x</p>",
        '<p =a="b" onclick=alert(1)>x</p>',
        "<p a= onclick=alert(1) onfocus=alert(1)>x</p>",
    ],
)
def test_inline_script_style_or_handler_is_found(planted: str, serbian: Proof) -> None:
    assert found(serbian, planted) == [("PRF002", 14)]


@pytest.mark.parametrize(
    "text",
    [
        '<p title="a&#34; onclick=&#34;alert(1)">x</p>',
        "<meta content='A\" onmouseover=\"b style= c'>",
        "<p> onmouseover=a style=b href=javascript:c</p>",
        '<a title="href=javascript:a" href="b">x</a>',
        "<p data-style=a one on=>x</p>",
    ],
)
def test_text_that_only_looks_like_a_handler_is_no_fault(text: str, serbian: Proof) -> None:
    assert found(serbian, text) == []


@pytest.mark.parametrize(
    "planted",
    [
        '<img src="https://evil.example/a.png" alt="x">',
        "<img alt='x' src='//evil.example/a.png'>",
        '<script src="https://evil.example/a.js"></script>',
        '<iframe src="https://evil.example/"></iframe>',
        '<video poster="https://evil.example/a.png"></video>',
        '<object data="https://evil.example/a.pdf"></object>',
        '<link rel="stylesheet" href="https://evil.example/a.css">',
        '<link href="//evil.example/a.woff2" rel="preload">',
        '<link rel="preconnect" href="https://evil.example/">',
        "<img src=https://evil.example/a.png alt=x>",
        '<img src="a.png" srcset="a.png 1x, https://evil.example/b.png 2x" alt="x">',
        '<svg><image href="https://evil.example/a.png"/></svg>',
        '<svg><use xlink:href="https://evil.example/a.svg#b"/></svg>',
        '<img rel="alternate" src="https://evil.example/a.png" alt="x">',
        '<link title=\'rel="canonical"\' rel="preload" href="https://evil.example/a.woff2">',
        '<img src="/\t/evil.example/a.png" alt="x">',
        '<img src="/&#9;/evil.example/a.png" alt="x">',
        '<img src="&#1;/&Tab;&bsol;evil.example/a.png" alt="x">',
        '<img src="/&NewLine;/evil.example/a.png" alt="x">',
        '<img src="ht\ttps:evil.example/a.png" alt="x">',
        '<img src="&#104;ttp&colon;/evil.example/a.png" alt="x">',
        '<img src="///evil.example/a.png" alt="x">',
        "<IMG alt='x'SRC=\\\\evil.example/a.png>",
    ],
)
def test_load_from_another_host_is_found(planted: str, serbian: Proof) -> None:
    assert found(serbian, planted) == [("PRF003", 14)]


@pytest.mark.parametrize(
    "text",
    [
        '<img src="a.png" alt="Види src=//evil.example или http://evil.example">',
        '<img src="a//b.png" alt="&quot;//&quot;"><img src="a.png?b=%2F%2Fc" alt="а=//б">',
        '<link rel="alternate" hreflang="sr" href="https://example.org/">',
    ],
)
def test_text_that_only_speaks_of_another_host_loads_nothing(text: str, serbian: Proof) -> None:
    assert found(serbian, text) == []


@pytest.mark.parametrize(
    "planted",
    [
        '<data class="slot" value="cards"></data>',
        '<p><data value="figure:x" class="slot"></data></p>',
    ],
)
def test_slot_left_open_is_found(planted: str, serbian: Proof) -> None:
    assert found(serbian, planted) == [("PRF004", 14)]


@pytest.mark.parametrize(
    "planted",
    [
        "<p>[[help-channels</p>",
        "<p>[[ Help channels ]]</p>",
        "<p>[[help\u2011channels:report]]</p>",
        "<li>Текст [[number:x]</li>",
    ],
)
def test_slot_that_is_shown_as_a_text_is_found(planted: str, serbian: Proof) -> None:
    assert found(serbian, planted) == [("PRF004", 14)]


@pytest.mark.parametrize(
    "planted",
    [
        "<p><code>[[cards]]</code></p>",
        '<pre class="x">\n[[help-channels]]\n</pre>',
        '<script type="application/ld+json">{"a": [["cards"]]}</script>',
        "<p>[[1]] [[a]] [[cardsharps]]</p>",
    ],
)
def test_slot_in_code_is_shown_on_purpose(planted: str, serbian: Proof) -> None:
    assert found(serbian, planted) == []


@pytest.mark.parametrize(
    "planted",
    [
        "124 123",
        "124123",
        "124-123",
        "124.123",
        "124/123",
        "12 41 23",
        "124\u00a0123",
        "124\u202f123",
        "124&nbsp;123",
        "124&#160;123",
        "124&thinsp;123",
        "(124 123)",
        "+359 124 123",
        '<a href="tel:124123">позови</a>',
        '<a href="tel:124-123">позови</a>',
        '<img src="a.png" alt="Позови 124 123">',
        "116-000-124123",
        "124 <b>123</b>",
        "<b>124</b> 123",
    ],
)
def test_helpline_of_the_other_centre_is_found_in_every_spelling(
    planted: str, serbian: Proof, bulgarian: Proof
) -> None:
    assert [code for code, _ in found(serbian, f"<p>Зови {planted}.</p>")] == ["PRF001"]
    assert found(bulgarian, f"<p>Зови {planted.replace('116-000-', '')}.</p>") == []


@pytest.mark.parametrize(
    "planted", ["19833", "198 33", "19-833", '<a href="tel:19833">x</a>', "+381 19833"]
)
def test_serbian_number_is_found_on_a_bulgarian_page(planted: str, bulgarian: Proof) -> None:
    assert [code for code, _ in found(bulgarian, f"<p>{planted}</p>")] == ["PRF001"]


@pytest.mark.parametrize("planted", ["116 111", "116111", '<a href="tel:116000">116 000</a>'])
def test_number_that_both_centres_have_is_no_problem(
    planted: str, serbian: Proof, bulgarian: Proof
) -> None:
    assert found(serbian, planted) == found(bulgarian, planted) == []


@pytest.mark.parametrize(
    "planted",
    [
        "Позови 112.",
        "Позови 112, одмах!",
        "Број је „112“ (112).",
        "Позови <strong>112</strong>.",
        "Зови&nbsp;112",
        "Зови 192/112.",
        "Зови 112/192.",
        '<a href="tel:112">позови</a>',
        "<table><tr><td>112</td></tr></table>",
        '<img src="a.png" alt="Зови 112">',
        '<a href="x" title="Зови 112">x</a>',
        '<a href="x" aria-label="Зови 112">x</a>',
        '<script type="application/ld+json">{"description": "Зови 112"}</script>',
        '<script type="application/ld+json">{"a": [{"b": "\\u0417\\u043e 112"}]}</script>',
        '<script type="application/ld+json">{"no data": 112</script>',
    ],
)
def test_emergency_number_of_the_other_country_is_found(planted: str, serbian: Proof) -> None:
    assert [code for code, _ in found(serbian, f"<p>{planted}</p>")] == ["PRF001"]


def test_emergency_number_in_the_description_of_a_page_is_found(serbian: Proof) -> None:
    html = PAGE.replace("</head>", '<meta name="description" content="Зови 112."></head>')
    assert [problem.code.id for problem in serbian.page(html, "sr/index.html")] == ["PRF001"]


@pytest.mark.parametrize(
    "planted",
    [
        '<p>Дошло је <data class="figure" value="112">112 ученика</data>.</p>',
        '<table class="data"><tr><td>112</td></tr></table>',
        '<svg class="chart"><text class="value" x="0" y="9">112</text></svg>',
        '<svg class="chart chart-map"><text class="value" x="0" y="9">112</text></svg>',
        '<time datetime="2026-01-12">112. дан</time>',
        "<p>112 % и 112%</p>",
        "<p>1.112 и 112.000 и 2112 и 1120</p>",
        "<p>Члан 112/2024</p>",
        "<p>https://example.org/112/</p>",
        '<h2 id="a-112">x</h2>',
        '<script type="application/ld+json">{"maximumAttendeeCapacity": 112}</script>',
    ],
)
def test_count_of_112_is_no_emergency_number(planted: str, serbian: Proof) -> None:
    assert found(serbian, planted) == []


def test_version_of_a_kit_is_no_emergency_number(bulgarian: Proof) -> None:
    """Six signs of a digest end it, and any edit of a text may bring any of them."""
    assert found(bulgarian, "<p>Version 1.0-c194e4 · 3 pages</p>") == []
    atom = "<?xml version='1.0'?><feed><title>The group chat (1.0-c194e4)</title></feed>"
    assert list(bulgarian.feed(atom, "en/kits/kits.xml")) == []
    assert found(bulgarian, "<p>Version 1.0-c194e4: 194</p>") != []


@pytest.mark.parametrize("number", ["192", "193", "194"])
def test_serbian_emergency_number_is_found_on_a_bulgarian_page(
    number: str, bulgarian: Proof
) -> None:
    assert [code for code, _ in found(bulgarian, f"<p>Обади се на {number}.</p>")] == ["PRF001"]
    assert found(bulgarian, "<p>Обади се на 112.</p>") == []


@pytest.mark.parametrize(
    "planted",
    [
        "hotline@online.bg",
        '<a href="mailto:helpline@online.bg">x</a>',
        "https://cybercrime.bg/",
        "www.cybercrime.bg/form",
        "Cybercrime.BG",
        "Funded by the European Union. Views and opinions expressed are however those of the "
        "author(s) only and do not necessarily reflect those of the European Union or the European "
        "Health and Digital Executive Agency (HaDEA). Neither the European Union nor HaDEA can be "
        "held responsible for them.",
        "Закон за закрила на детето",
        "Закона&nbsp;за закрила на детето",
        "чл. 155а",
        "Child Protection Act",
    ],
)
def test_address_statement_or_law_of_the_other_centre_is_found(
    planted: str, serbian: Proof
) -> None:
    assert [code for code, _ in found(serbian, f"<p>{planted}</p>")] == ["PRF001"]


def test_what_belongs_to_a_centre_may_stand_on_its_own_pages(
    serbian: Proof, bulgarian: Proof
) -> None:
    assert found(serbian, "<p>19833, 192, bit@mit.gov.rs, Кривични законик</p>") == []
    assert found(bulgarian, "<p>124 123, 112, hotline@online.bg, Child Protection Act</p>") == []


def test_problem_names_page_line_and_what_stands_there(serbian: Proof) -> None:
    html = PAGE.replace("<!--planted-->", "<p>Зови 124 123.</p>")
    assert list(map(str, serbian.page(html, "sr/help/index.html"))) == [
        'sr/help/index.html:14: PRF001 Here stands "124 123". '
        "Find the text it comes from and take that out."
    ]


@pytest.mark.parametrize(
    "line",
    [
        "SUMMARY:Зови 124 123",
        "DESCRIPTION:Први ред\\n124\\, 123",
        "DESCRIPTION:Зови 124 1\r\n 23",
        "LOCATION;LANGUAGE=sr-Cyrl:Зови 112",
        "DESCRIPTION:Зови 1\r\n 12.",
        "DESCRIPTION:по закону Child Pro\r\n tection Act",
        "ORGANIZER:mailto:hotline@online.bg",
    ],
)
def test_what_belongs_to_another_centre_is_found_in_a_feed(line: str, serbian: Proof) -> None:
    feed = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    assert [problem.code.id for problem in serbian.feed(feed, "sr/calendar.ics")] == ["PRF001"]


def test_numbers_of_a_feed_that_nobody_reads_are_no_problem(serbian: Proof) -> None:
    feed = "BEGIN:VEVENT\r\nUID:112@serbia\r\nSEQUENCE:112\r\nDTSTART:20260112T112000\r\n"
    assert list(serbian.feed(f"{feed}SUMMARY:Зови 19833\r\n", "sr/calendar.ics")) == []


def test_centre_without_others_has_nothing_foreign(serbia: Site) -> None:
    proof = make_proof(replace(serbia, centres={serbia.folder.id: serbia.folder}))
    assert found(proof, "<p>124 123, 112, Child Protection Act</p>") == []
    assert found(proof, "<p onclick='x'>x</p>") == [("PRF002", 14)]


def with_venue(site: Site, name: str) -> Proof:
    """Return the proof of a site in whose schedule a school has this name."""
    school = Venue("school", name, "school", next(iter(site.vocabulary.cities)), False)
    venues = {**site.schedule.venues, school.id: school}
    return make_proof(replace(site, schedule=replace(site.schedule, venues=venues)))


FEEDS = (
    "BEGIN:VEVENT\r\nSUMMARY:Час\\, {0}\r\nLOCATION;LANGUAGE=bg:{0}\\, София\r\nEND:VEVENT\r\n",
    '{{"items": [{{"title": "{0}", "content_html": "<p>{0}, София</p>"}}]}}',
    '<?xml version="1.0"?>\n<feed><entry><content type="html">&lt;p&gt;{0}&lt;/p&gt;</content>'
    "</entry></feed>",
)


def test_school_whose_name_holds_a_foreign_number_is_no_emergency_number(
    bulgaria: Site, serbia: Site
) -> None:
    proof = with_venue(bulgaria, "192. СУ „Христо Ботев“")
    assert found(proof, "<p>192. СУ „Христо Ботев“</p>") == []
    assert found(proof, '<img alt="192. СУ „Христо Ботев“, София">') == []
    proof = with_venue(serbia, "ОШ 112. бригада")
    assert found(proof, "<p>ОШ 112. бригада</p>") == []
    assert found(proof, "<p>OŠ 112. brigada</p>") == []


@pytest.mark.parametrize("feed", FEEDS)
def test_school_whose_name_holds_a_foreign_number_may_stand_in_feeds(
    feed: str, bulgaria: Site
) -> None:
    proof = with_venue(bulgaria, "192. СУ „Христо Ботев“")
    assert list(proof.feed(feed.format("192. СУ „Христо Ботев“"), "bg/calendar.ics")) == []


@pytest.mark.parametrize("feed", FEEDS)
def test_foreign_number_is_found_beside_the_name_of_a_school(feed: str, bulgaria: Site) -> None:
    proof = with_venue(bulgaria, "192. СУ „Христо Ботев“")
    told = proof.feed(feed.format("192. СУ „Христо Ботев“: обади се на 192"), "bg/calendar.ics")
    assert [problem.code.id for problem in told] == ["PRF001"]
    assert [code for code, _ in found(proof, "<p>192. СУ „Христо Ботев“: 192</p>")] == ["PRF001"]
    assert [code for code, _ in found(proof, "<p>Обади се на 192. СУ</p>")] == ["PRF001"]


def test_event_whose_id_holds_a_foreign_number_is_no_emergency_number(serbia: Site) -> None:
    event = next(iter(serbia.schedule.presentations.values()))
    events = {**serbia.schedule.presentations, "e112": replace(event, id="e112")}
    proof = make_proof(replace(serbia, schedule=replace(serbia.schedule, presentations=events)))
    address = "https://example.org/sr/calendar/events/e112/feed.ics"
    assert found(proof, f"<code>{address}</code>") == []
    data = f'{{"events": [{{"id": "e112", "url": "{address}"}}]}}'
    assert list(proof.feed(data, "sr/calendar.json")) == []
    told = list(proof.feed(data.replace('"url"', '"title": "Зови 112", "url"'), "sr/calendar.json"))
    assert [problem.code.id for problem in told] == ["PRF001"]


@pytest.mark.parametrize("name", ["112", "(112)", "1 12"])
def test_name_that_is_nothing_but_a_foreign_number_hides_none(name: str, serbia: Site) -> None:
    proof = with_venue(serbia, name)
    assert [code for code, _ in found(proof, "<p>Зови 112.</p>")] == ["PRF001"]
