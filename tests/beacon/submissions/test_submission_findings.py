"""Findings of submissions: pictures and their consents, sensitive topics, languages that differ."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from handed_in import HEAD, Hand, Read, text
from PIL import Image

from beacon.content.vocabulary import Vocabulary
from beacon.safeguarding.findings import Allowed
from beacon.submissions.codes import CODES
from beacon.submissions.consents import Consent
from beacon.submissions.findings import Finding, Ground, Weight, findings_of, open_findings

TODAY = date(2026, 11, 26)


def paper(until: str, *, withdrawn: str = "", covers: str = "nasa-kampanja") -> Consent:
    gone = date.fromisoformat(withdrawn) if withdrawn else None
    return Consent("C-2026-014", date.fromisoformat(until), gone, frozenset(covers.split()))


def picture(width: int = 300, height: int = 200, kind: str = "JPEG", **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(stream, kind, **options)
    return stream.getvalue()


def listed(
    file: str = "poster.jpg", alt: str = "Плакат", caption: str = "", people: str = "false",
    consent: str = "",
) -> str:  # fmt: skip
    """Return front matter that names one picture."""
    told = f'{{file: {file}, alt: "{alt}", caption: "{caption}", people: {people}'
    return f"{HEAD}pictures:\n  - {told}, consent: '{consent}'}}\n"


Told = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def told(hand_in: Hand, read: Read, vocabulary: Vocabulary) -> Told:
    """Returns (code, words) of what is found in a submission with these files."""

    def look(
        files: Mapping[str, str | bytes] | None = None, *papers: Consent
    ) -> list[tuple[str, str]]:
        submission, problems = read(hand_in(**(files or {})))
        assert submission is not None, problems
        consents = {one.id: one for one in papers}
        ground = Ground(vocabulary, TODAY, Allowed(), consents)
        return [(f.code.id, f.words) for f in findings_of(submission, ground)]

    return look


def shown(head: str, data: bytes | None = None, name: str = "poster.jpg") -> dict[str, str | bytes]:
    """Return the files of a submission with one picture."""
    return {"text.sr.md": text(head), f"pictures/{name}": data or picture()}


def test_good_submission_has_no_findings(told: Told) -> None:
    assert told() == []
    assert told(shown(listed())) == []


@pytest.mark.parametrize(
    ("consent", "paper_of_it", "code"),
    [
        ("", None, "SAF016"),
        ("C-2026-014", None, "SAF017"),
        ("C-2026-014", paper("2027-12-31", covers="another-campaign"), "SAF017"),
        ("C-2026-014", paper("2026-11-25"), "SAF018"),
        ("C-2026-014", paper("2027-12-31", withdrawn="2026-11-26"), "SAF018"),
        ("C-2026-014", paper("2026-11-27"), "SAF019"),
        ("C-2026-014", paper("2026-12-26"), "SAF019"),
        ("C-2026-014", paper("2026-12-27"), None),
        ("C-2026-014", paper("2027-12-31", withdrawn="2026-11-27"), None),
        ("C-2026-014", paper("2027-12-31", covers="all"), None),
    ],
)
def test_picture_of_people_needs_a_consent_that_holds(
    told: Told, consent: str, paper_of_it: Consent | None, code: str | None
) -> None:
    head = listed(people="true", consent=consent)
    found = told(shown(head), *filter(None, [paper_of_it]))
    assert [c for c, _ in found] == ([code] if code else [])


def test_consent_that_ends_tomorrow_is_told_with_its_day(told: Told) -> None:
    head = listed(people="true", consent="C-2026-014")
    assert told(shown(head), paper("2026-11-27")) == [
        ("SAF019", "poster.jpg: C-2026-014, 2026-11-27")
    ]


def test_photograph_with_its_place_is_found(told: Told) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Telefon"
    exif[0x8825] = {1: "N", 2: (44.0, 48.0, 45.0), 3: "E", 4: (20.0, 27.0, 40.0)}
    found = told(shown(listed(), picture(exif=exif)))
    assert ("SAF021", "poster.jpg: the place where it was taken") in found
    assert {code for code, _ in found} == {"SAF021"}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (picture(1601, 10), "poster.jpg"),
        (picture(kind="PNG"), "poster.jpg"),
        (b"<svg onload=alert(1)>", "poster.png"),
        (picture() + b"\0" * 400_000, "poster.jpg"),
    ],
)
def test_picture_that_was_not_made_anew_is_found(told: Told, data: bytes, name: str) -> None:
    assert "SAF022" in {code for code, _ in told(shown(listed(name), data, name))}


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (listed(alt="Милица Јовановић прича", people="true"), ["Милица Јовановић"]),
        (listed(alt="Кристина", caption="снимила Јована", people="true"), ["Јована", "Кристина"]),
        (listed("milica-na-bini.jpg", people="true"), ["milica"]),
        (listed(alt="Плакат на коме пише лепо", people="true"), []),
    ],
)
def test_face_beside_a_name_is_found(told: Told, head: str, words: list[str]) -> None:
    name = "milica-na-bini.jpg" if "milica" in head else "poster.jpg"
    found = told(shown(head, name=name))
    assert [w for code, w in found if code == "SAF020"] == words


@pytest.mark.parametrize(
    ("head", "size", "found"),
    [
        (listed(), (738, 1600), True),
        (listed(), (900, 1600), False),
        (listed(), (1600, 738), False),
        (listed(alt="Скриншот профила"), (300, 200), True),
        (listed("screenshot-instagram.jpg"), (300, 200), True),
        (listed(alt="Почетна страна наше игре"), (300, 200), False),
    ],
)
def test_screen_of_a_phone_is_looked_at(
    told: Told, head: str, size: tuple[int, int], found: bool
) -> None:
    name = "screenshot-instagram.jpg" if "screenshot" in head else "poster.jpg"
    codes = {code for code, _ in told(shown(head, picture(*size), name))}
    assert ("SAF023" in codes) is found


def test_people_that_nobody_has_told_are_looked_at(told: Told) -> None:
    assert told(shown(listed(alt="Две девојчице држе плакат"))) == [
        ("SAF029", "poster.jpg: девојчице")
    ]


def test_picture_that_is_only_named_or_only_there_is_found(told: Told) -> None:
    assert told({"text.sr.md": text(listed())}) == [("SAF028", "poster.jpg")]
    assert told({"text.sr.md": text(), "pictures/b.jpg": picture()}) == [("SAF028", "b.jpg")]


def test_picture_is_described_in_every_language(told: Told) -> None:
    assert told({**shown(listed()), "text.en.md": text()}) == [
        ("SAF028", "poster.jpg"),
        ("SAF026", "pictures"),
    ]


@pytest.mark.parametrize(
    ("topic", "warning", "body", "codes"),
    [
        ("netiquette-empathy", "", "Текст.", []),
        ("cyberbullying", "", "Текст.", ["SAF024"]),
        ("cyberbullying", "", "[Помоћ](../../help/index.md)", []),
        ("sextortion", "", "[[help-channels]]", ["SAF025"]),
        ("sextortion", "", "Текст.", ["SAF024", "SAF025"]),
        ("sextortion", "Следи тема која може да узнемири.", "[[help-channels]]", []),
    ],
)
def test_sensitive_topic_needs_help_and_a_warning(
    told: Told, topic: str, warning: str, body: str, codes: list[str]
) -> None:
    head = HEAD.replace("netiquette-empathy", topic) + f'warning: "{warning}"\n'
    assert [code for code, _ in told({"text.sr.md": text(head, body)})] == codes


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("month: 12", "month: 11", "period"),
        ("expires: 2027-06-30", "expires: 2027-07-01", "expires"),
        ("[netiquette-empathy]", "[privacy-personal-data]", "topics"),
        ("CC-BY-4.0", "CC-BY-SA-4.0", "licence"),
        ("Плава екипа", "Црвена екипа", "made_by"),
    ],
)
def test_languages_that_say_different_things_are_told(
    told: Told, old: str, new: str, key: str
) -> None:
    assert told({"text.en.md": text(HEAD.replace(old, new))}) == [("SAF026", key)]


def test_language_of_the_author_must_be_there(told: Told) -> None:
    head = HEAD.replace("written_in: sr", "written_in: bg")
    assert told({"text.sr.md": text(head)}) == [("SAF026", "written_in: bg")]


@pytest.mark.parametrize(
    ("day", "found"), [("''", True), ("2029-06-30", True), ("2028-11-26", False)]
)
def test_page_has_a_last_day_that_is_not_far(told: Told, day: str, found: bool) -> None:
    head = HEAD.replace("2027-06-30", day)
    assert ("SAF027" in {c for c, _ in told({"text.sr.md": text(head)})}) is found


def test_words_are_found_in_front_matter_in_code_and_in_every_language(told: Told) -> None:
    head = HEAD + 'pledge: "Пиши на ana@posta.example"\n'
    body = "Један ред.\n\n```\nЗови 061 555 01 23\n```\n\nОбећавам `@sova.tim`.\n"
    english = text(body="Thanks to Emma Johnson.\n")
    assert told({"text.sr.md": text(head, body), "text.en.md": english}) == [
        ("SAF005", "ana@posta.example"),
        ("SAF003", "061 555 01 23"),
        ("SAF006", "@sova.tim"),
        ("SAF001", "Emma Johnson"),
    ]


def test_answer_holds_while_the_same_words_stand(
    hand_in: Hand, read: Read, vocabulary: Vocabulary
) -> None:
    folder = hand_in(**{"text.sr.md": text(listed(people="true"), "Волимо Милицу Петровић.\n")})
    submission, _ = read(folder)
    assert submission is not None
    found = findings_of(submission, Ground(vocabulary, TODAY))
    weights = {finding.code.id: finding.weight for finding in found}
    assert weights == {"SAF001": Weight.ANSWER, "SAF016": Weight.MEND, "SAF028": Weight.MEND}
    answered = {("SAF001", "Милицу Петровић"), ("SAF016", "poster.jpg")}
    assert [f.code.id for f in open_findings(found, answered)] == ["SAF016", "SAF028"]
    other = {("SAF001", "Милица Петровић")}
    assert "SAF001" in [f.code.id for f in open_findings(found, other)]


def test_line_of_a_finding_is_that_of_the_file(
    hand_in: Hand, read: Read, vocabulary: Vocabulary
) -> None:
    submission, _ = read(
        hand_in(**{"text.sr.md": text(listed(people="true"), "Е\n\n061 555 01 23\n")})
    )
    assert submission is not None
    found = findings_of(submission, Ground(vocabulary, TODAY))
    where = {f.code.id: f.line for f in found}
    lines = submission.original.path, (submission.folder / "text.sr.md").read_text().splitlines()
    assert lines[1][where["SAF003"] - 1] == "061 555 01 23"  # type: ignore[operator]
    assert "poster.jpg" in lines[1][where["SAF016"] - 1]  # type: ignore[operator]


def test_codes_are_numbered_on_and_say_what_to_do() -> None:
    assert [code.id for code in CODES] == [f"SAF{number:03}" for number in range(16, 31)]
    assert all(code.meaning.endswith(".") and code.remedy for code in CODES)


def test_finding_is_told_as_a_problem() -> None:
    problem = Finding("a/text.sr.md", 3, CODES[0], "poster.jpg").problem()
    assert str(problem).startswith('a/text.sr.md:3: SAF016 Here stands "poster.jpg".')


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Ту је &#1052;илан &#1055;етровић.", ("SAF001", "Милан Петровић")),
        ("Ту је **Ми**лан Петров*ић*.", ("SAF001", "Милан Петровић")),
        ("Ту је Милан\nПетровић.", ("SAF001", "Милан Петровић")),
        ("Ту је Милан<br>Петровић.", ("SAF001", "Милан Петровић")),
        ("Зови 06&#52;/12<b>34</b>567.", ("SAF003", "064/1234567")),
        ("Зови [овде](tel:%30%36%34%31%32%33).", ("SAF003", "tel:064123")),
        ('<a href="te&#108;:123">зови</a>', ("SAF003", "tel:123")),
        ("[сајт](https&#58;&#47;&#47;zlo&#46;example)", ("SAF008", "https://zlo.example")),
        ("Пиши: ana&#64;primer&#46;rs", ("SAF005", "ana@primer.rs")),
        ("а&#8203;б", ("SAF013", "U+200B")),
        ("Ту је Ми<sub>л</sub>ан Пет<sup>р</sup>овић.", ("SAF001", "Милан Петровић")),
        ("Зови 06<sub>4</sub>12<sup>3</sup>4567.", ("SAF003", "0641234567")),
        ("Ту је Ми&#xFDD2;лан Петр&#xFDD2;овић.", ("SAF001", "Милан Петровић")),
        ("Ту је Ми&#1;лан Петр&#xFFFE;овић.", ("SAF001", "Милан Петровић")),
        ("Зови 06&#xFDD0;&#xFDD1;41234567.", ("SAF003", "0641234567")),
        ("![Ми&#xFDD2;лан Петровић](pictures/a.jpg)", ("SAF001", "Милан Петровић")),
        ("![Милан &#1055;етровић](pictures/a.jpg)", ("SAF001", "Милан Петровић")),
    ],
)
def test_what_only_the_page_shows_is_found(told: Told, body: str, found: tuple[str, str]) -> None:
    assert found in told({"text.sr.md": text(body=f"{body}\n")})


@pytest.mark.parametrize(
    "attribute",
    [
        '<data value="06&#52;1234567">х</data>',
        '<time datetime="06&#52;1234567">х</time>',
        '<span lang="06&#52;1234567">х</span>',
        '<a href="../../help/index.md" hreflang="06&#52;1234567">х</a>',
        '<a href="../../help/index.md" rel="06&#52;1234567">х</a>',
        '<img src="pictures/06&#52;1234567" alt="">',
        '<img src="pictures/a.jpg" alt="" width="06&#52;1234567">',
    ],
)
def test_number_is_found_wherever_a_tag_holds_it(told: Told, attribute: str) -> None:
    assert ("SAF003", "0641234567") in told({"text.sr.md": text(body=f"{attribute}\n")})


@pytest.mark.parametrize(
    "body",
    [
        "- Марко\n- Петровић\n",
        "| Име |\n|---|\n| Марко |\n| Петровић |\n",
        "| Име | Разред | Презиме |\n|---|---|---|\n| Марко | 7 | Петровић |\n",
        "Марко\n\nПетровић\n",
        "Марко\n:   Петровић\n",
        "Марко<hr>Петровић\n",
        "- 064\n- 123\n- 4567\n",
        "| 064 |\n|---|\n| 123 |\n| 4567 |\n",
    ],
)
def test_name_or_number_that_a_list_or_a_table_takes_apart_is_found(told: Told, body: str) -> None:
    whole = [("SAF001", "Марко, Петровић"), ("SAF003", "064, 123, 4567")]
    assert told({"text.sr.md": text(body=body)}) in [whole[:1], whole[1:]]


@pytest.mark.parametrize(
    ("slug", "words"),
    [("nas-0641234567", "0641234567"), ("nas-064-123-4567", "064-123-4567"), ("05-06-2026", "")],
)
def test_number_in_an_address_is_found(
    hand_in: Hand, read: Read, vocabulary: Vocabulary, slug: str, words: str
) -> None:
    submission, _ = read(hand_in(slug))
    assert submission is not None
    found = findings_of(submission, Ground(vocabulary, TODAY))
    assert [(f.code.id, f.words) for f in found] == ([("SAF003", words)] if words else [])


@pytest.mark.parametrize(
    "body",
    [
        "- Ана\n- Марко\n- Милан\n",
        "| Разред | Ученика |\n|---|---|\n| 5 | 012 |\n| 6 | 120 |\n| 7 | 030 |\n",
        "| Када | Где |\n|---|---|\n| Петак | Сала |\n| 18.30 | Школа |\n",
    ],
)
def test_lists_and_tables_of_other_things_are_none(told: Told, body: str) -> None:
    assert told({"text.sr.md": text(body=body)}) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("slogan: Код нас се пише лепо.", 'slogan: "&#1052;илан Петровић"'),
        ("slogan: Код нас се пише лепо.", 'slogan: "М**и**лан Петровић"'),
        ("slogan: Код нас се пише лепо.", 'slogan: "Милан\\nПетровић"'),
        ("slogan: Код нас се пише лепо.", "slogan: |\n  Милан\n  Петровић"),
        ("slogan: Код нас се пише лепо.", "slogan: Милан\nwarning: Петровић"),
    ],
)
def test_name_is_found_in_front_matter_as_a_page_shows_it(told: Told, old: str, new: str) -> None:
    found = told({"text.sr.md": text(HEAD.replace(old, new))})
    assert [(code, words.replace(",", "")) for code, words in found] == [
        ("SAF001", "Милан Петровић")
    ]


def test_what_stands_in_the_source_is_told_once(told: Told) -> None:
    body = "Ту је Милан Петровић, 064 123 4567, и https://zlo.example/a(b).\n"
    assert [code for code, _ in told({"text.sr.md": text(body=body)})] == [
        "SAF001", "SAF003", "SAF008",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("slug", "found"),
    [
        ("za-milana-petrovica", ["milana-petrovica"]),
        ("za-milan-petrovic", ["milan-petrovic"]),
        ("nada-za-sve", []),
    ],
)
def test_name_in_an_address_is_found(
    hand_in: Hand, read: Read, vocabulary: Vocabulary, slug: str, found: list[str]
) -> None:
    submission, _ = read(hand_in(slug))
    assert submission is not None
    told = findings_of(submission, Ground(vocabulary, TODAY))
    assert [f.words for f in told] == found


@pytest.mark.parametrize(
    ("body", "lacks"),
    [
        ("[Помоћ](../../help/index.md)\n", False),
        ("[**Помоћ**][п] је близу.\n\n[п]: ../../help/index.md#deca\n", False),
        ("[[help-channels]]\n", False),
        ("Ту смо: <b>[помоћ](../../help/index.md)</b>\n", False),
        ("`[Помоћ](../../help/index.md)`\n", True),
        ('<a href="../../help/index.md">помоћ</a>\n', True),
        ("[помоћ](../help/index.md)\n", True),
        ("[помоћ](../../../help/index.md)\n", True),
        ("[x](https://evil.example/help/index.md)\n", True),
        ("[помоћ](../../help/index.html)\n", True),
        ('<a href="../../help/index.md"></a>\n', True),
        ("[&nbsp;&#8203;](../../help/index.md)\n", True),
        ("[![](a.png)](../../help/index.md)\n", True),
        ('<data value="help-channels"></data>\n', True),
        ("<!-- [[help-channels]] -->\n", True),
    ],
)
def test_help_helps_only_where_it_can_be_tapped(told: Told, body: str, lacks: bool) -> None:
    head = HEAD.replace("netiquette-empathy", "sextortion") + "warning: Реч је о уцени.\n"
    found = told({"text.sr.md": text(head, body)})
    assert (("SAF024", "sextortion") in found) == lacks
