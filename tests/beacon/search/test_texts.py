"""The words of a page are read block by block, without markup."""

from __future__ import annotations

from beacon.search.texts import PageText, page_text


def test_blocks_and_headings_are_read_in_their_order() -> None:
    html = (
        '<h2 id="a">Прво &amp; друго</h2>\n<p>Један <b>два</b>три,\n четири.</p>'
        "<ul><li>пет<br>шест</li></ul><svg><text>drawn</text></svg>"
    )
    blocks = ("Прво & друго", "Један дватри, четири.", "пет", "шест")
    assert page_text(html) == PageText(blocks, ("Прво & друго",))


def test_page_without_text_has_no_blocks() -> None:
    assert page_text("<p> </p>") == PageText((), ())
