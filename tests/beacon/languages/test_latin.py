"""Serbian Latin: letter for letter, compared with an independent transliteration."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import time
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from beacon.languages.latin import html_to_latin, to_latin

CASES = Path(__file__).resolve().parent.parent / "cases" / "latin"
SMALL = "абвгдђежзијклљмнњопрстћуфхцчџш"
CAPITALS = "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ"
WORD = re.compile(f"[{SMALL}{CAPITALS}]+")
ADDRESS = re.compile(r"https?://\S+|[\w.+-]+@[\w.-]+\.\w+")


def test_every_small_letter_has_its_latin() -> None:
    latin = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š"
    assert to_latin(" ".join(SMALL)) == latin


def test_every_capital_letter_beginning_a_word_has_its_latin() -> None:
    latin = "Aa Ba Va Ga Da Đa Ea Ža Za Ia Ja Ka La Lja Ma Na Nja Oa Pa Ra Sa Ta Ća Ua Fa Ha Ca"
    assert to_latin(" ".join(f"{letter}а" for letter in CAPITALS)) == f"{latin} Ča Dža Ša"


def test_every_capital_letter_inside_capitals_has_its_latin() -> None:
    latin = "AA BA VA GA DA ĐA EA ŽA ZA IA JA KA LA LJA MA NA NJA OA PA RA SA TA ĆA UA FA HA CA"
    assert to_latin(" ".join(f"{letter}А" for letter in CAPITALS)) == f"{latin} ČA DŽA ŠA"


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("ЉУБАВ", "LJUBAV"),
        ("Љубав", "Ljubav"),
        ("љубав", "ljubav"),
        ("ПОЉЕ", "POLJE"),
        ("КОЊ", "KONJ"),
        ("КОЊ-А", "KONJ-A"),
        ("Њујорк", "Njujork"),
        ("ЊУЈОРК", "NJUJORK"),
        ("Џ", "Dž"),
        ("Џеп и ЏЕП", "Džep i DŽEP"),
        ("џ", "dž"),
        ("БУЏЕТ, Буџет, буџет", "BUDŽET, Budžet, budžet"),
        ("инјекција, конјункција, надживети", "injekcija, konjunkcija, nadživeti"),
        ("Љ. Њ. Петровић", "Lj. Nj. Petrović"),
        ("Џ. Ђ. Јовановић", "Dž. Đ. Jovanović"),
        ("Јован Љ.", "Jovan Lj."),
        ("„Љубав“ и (Њега)", "„Ljubav“ i (Njega)"),
        ("КО\u00adЊ и ЗЕ\u00adМЉ\u00adА", "KO\u00adNJ i ZE\u00adMLJ\u00adA"),
        ("Љ\u0311УБАВ, Љ\u0311убав, Љ\u0311.", "LJ\u0311UBAV, Lj\u0311ubav, Lj\u0311."),
        ("сѐло, кӣша, гӯња, и̏ме, ИСТЍНА", "sèlo, kīša, gūnja, ȉme, ISTÌNA"),
        ("НКЦ шаље PDF на Wi-Fi", "NKC šalje PDF na Wi-Fi"),
        ("SMS-ови и веб-сајтови", "SMS-ovi i veb-sajtovi"),
        ("9. фебруара 2027.", "9. februara 2027."),
        ("", ""),
        ("Already Latin, š đ č ć ž", "Already Latin, š đ č ć ž"),
    ],
)
def test_text_is_written_in_latin(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == latin


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Види https://пример.срб/Љ, па пиши", "Vidi https://пример.срб/Љ, pa piši"),
        ("Види www.пример.срб одмах", "Vidi www.пример.срб odmah"),
        ("Пиши на bit@mit.gov.rs, одмах", "Piši na bit@mit.gov.rs, odmah"),
        ("Пиши на име@пример.срб одмах", "Piši na име@пример.срб odmah"),
        ("(адреса: bit@mit.gov.rs)", "(adresa: bit@mit.gov.rs)"),
        ("Адреса:bit@mit.gov.rs", "Adresa:bit@mit.gov.rs"),
        ("Сајт мтт.срб, па Рнидс.срб/љубав и даље", "Sajt мтт.срб, pa Рнидс.срб/љубав i dalje"),
        ("Крај.срба нема, ни .срб", "Kraj.srba nema, ni .srb"),
        ("Прати @нкц и реци", "Prati @nkc i reci"),
        ("Види https://net.rs/\u00a0и позови", "Vidi https://net.rs/\u00a0i pozovi"),
        ("Види https://net.rs/а?б=1&ц=2 и", "Vidi https://net.rs/а?б=1&ц=2 i"),
        ("На www.net.rs—позови", "Na www.net.rs—pozovi"),
        ("„https://net.rs/а“или", "„https://net.rs/а“ili"),
        ('"https://net.rs/а"или', '"https://net.rs/а"ili'),
    ],
)
def test_addresses_stay_as_they_are(text: str, latin: str) -> None:
    assert to_latin(text) == latin


def test_letters_of_other_languages_stay() -> None:
    assert to_latin("щъьюяй ы э ё ѓ ќ ѕ") == "щъьюяй ы э ё ѓ ќ ѕ"


def test_page_is_written_in_latin_without_code_addresses_and_other_languages() -> None:
    cyrillic = (CASES / "page.html").read_text(encoding="utf-8")
    assert html_to_latin(cyrillic) == (CASES / "page.latin.html").read_text(encoding="utf-8")


def test_page_in_latin_stays_as_it_is() -> None:
    latin = (CASES / "page.latin.html").read_text(encoding="utf-8")
    once = html_to_latin(latin)
    assert html_to_latin(once) == once


@pytest.mark.parametrize(
    ("html", "latin"),
    [
        ("<p title='Наслов'>а</p>", "<p title='Naslov'>a</p>"),
        ("<p><span lang='bg'>ъгъл</span> а</p>", "<p><span lang='bg'>ъгъл</span> a</p>"),
        ("<p><i translate='no'>а</i> б</p>", "<p><i translate='no'>а</i> b</p>"),
        ('<a title="а > б" href="в">г</a>', '<a title="a > b" href="в">g</a>'),
        ("<hr><p>а</p>", "<hr><p>a</p>"),
        ('<a hreflang="bg" href="в">г</a>', '<a hreflang="bg" href="в">g</a>'),
        ("<CODE>а</CODE> б", "<CODE>а</CODE> b"),
        ("<p>а<!-- б > в --> г</p>", "<p>a<!-- б > в --> g</p>"),
        ("<p>а", "<p>a"),
        ("<p>На мтт.срб/љ; и</p>", "<p>Na мтт.срб/љ; i</p>"),
        ("<p lang='sr-cyrl'>а</p>", "<p lang='sr-Latn'>a</p>"),
        ('<p lang="sr-Cyrl-RS">а</p>', '<p lang="sr-Latn-RS">a</p>'),
        ('<p lang="sr-Latn" title="б">а</p>', '<p lang="sr-Latn" title="б">а</p>'),
        ("<p>https://net.rs/&nbsp;и позови</p>", "<p>https://net.rs/&nbsp;i pozovi</p>"),
        ("<p>https://net.rs/&#160;и</p>", "<p>https://net.rs/&#160;i</p>"),
        ("<p>https://net.rs/а&amp;б и</p>", "<p>https://net.rs/а&amp;б i</p>"),
        ("<p>www.net.rs—позови</p>", "<p>www.net.rs—pozovi</p>"),
        ("<p>https://net.rs/„љубав“ и</p>", "<p>https://net.rs/„ljubav“ i</p>"),
        ('<p>https://net.rs/"љубав" и</p>', '<p>https://net.rs/"ljubav" i</p>'),
        ("<p><b>КО</b>Њ</p>", "<p><b>KO</b>NJ</p>"),
        ("<p>КО<b>Њ</b>.</p>", "<p>KO<b>NJ</b>.</p>"),
        ("<p><b>КО</b><!-- а --><i>Њ</i>!</p>", "<p><b>KO</b><!-- а --><i>NJ</i>!</p>"),
        ("<p>А <b>Њ.</b> <i>к</i>Њ</p>\n<p>О</p>", "<p>A <b>Nj.</b> <i>k</i>Nj</p>\n<p>O</p>"),
        ("<td>А</td><td>Њ</td>", "<td>A</td><td>Nj</td>"),
        ("О<br>Њ", "O<br>Nj"),
    ],
)
def test_html_of_every_writing_is_understood(html: str, latin: str) -> None:
    assert html_to_latin(html) == latin
    # The quick way, and the one that takes care, agree.
    assert html_to_latin(f"{html}<code></code>") == f"{latin}<code></code>"


@pytest.mark.parametrize("lang", ['lang="sr-Cyrl"', "lang='sr-Cyrl'", "lang=sr-Cyrl"])
def test_serbian_says_its_new_script_however_it_said_the_old_one(lang: str) -> None:
    latin = lang.replace("Cyrl", "Latn")
    assert html_to_latin(f"<q {lang}>реч</q>") == f"<q {latin}>reč</q>"


def test_word_without_end_is_written_in_a_moment() -> None:
    started = time.process_time()
    assert to_latin("а" * 200_000) == "a" * 200_000
    assert time.process_time() - started < 5


def test_value_full_of_tags_is_written_in_a_moment() -> None:
    """Each of them would be a tag that ends where the text does, if it were one."""
    started = time.process_time()
    value = " ".join(["<a alt='љ'"] * 24_000)
    latin = value.replace("љ", "lj")
    assert html_to_latin(f'<a title="{value}">да" >') == f'<a title="{latin}">da" >'
    assert html_to_latin(f'<a title="{value}">so" >') == f'<a title="{latin}">so" >'
    assert time.process_time() - started < 5


@given(st.text(alphabet=f"{SMALL}{CAPITALS} .,-–„“()019abcZŽđ"))
def test_no_serbian_cyrillic_is_left(text: str) -> None:
    latin = to_latin(text)
    assert WORD.search(latin) is None
    assert to_latin(latin) == latin


@given(st.text(alphabet=f"{SMALL}{CAPITALS} .,ЉЊЏжa", max_size=30))
def test_long_text_is_written_as_its_parts(text: str) -> None:
    assert to_latin(f"{text} 1 " * 90) == f"{to_latin(f'{text} ')}1 " * 90


@given(st.text(alphabet=SMALL + " "))
def test_small_letters_are_written_one_by_one(text: str) -> None:
    assert to_latin(text) == "".join(to_latin(letter) for letter in text)


class Seen(HTMLParser):
    """Everything a reader of HTML meets: tags, attributes and text, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, list[str]]] = []
        self.addresses: list[str | None] = []
        self.texts: list[tuple[bool, str]] = []
        self._kept: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, [name for name, _ in attrs]))
        self.addresses += [value for name, value in attrs if name in ("href", "id", "class")]
        values = dict(attrs)
        kept = bool(self._kept and self._kept[-1][1])
        if "lang" in values:
            kept = values["lang"] not in ("sr-Cyrl", "sr-Latn")
        if tag == "code" or values.get("translate") == "no":
            kept = True
        self.texts += [(kept, value or "") for name, value in attrs if name == "title"]
        if tag != "br":
            self._kept.append((tag, kept))

    def handle_endtag(self, tag: str) -> None:
        assert self._kept.pop()[0] == tag
        self.tags.append((f"/{tag}", []))

    def handle_data(self, data: str) -> None:
        self.texts.append((bool(self._kept and self._kept[-1][1]), data))


def seen(html: str) -> Seen:
    """Return what stands in an HTML text."""
    parser = Seen()
    parser.feed(html)
    parser.close()
    return parser


TEXT = st.text(alphabet=f"{SMALL}{CAPITALS} .–aZ1", min_size=1, max_size=8)
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' class="а"',
        ' href="../помоћ/"',
        ' title="Наслов"',
        ' lang="en"',
        ' lang="bg"',
        ' lang="sr-Cyrl"',
        ' translate="no"',
        ' id="љ" title="Њ"',
    ]
)


def elements(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return elements around what `inner` gives."""
    tags = st.sampled_from(["p", "span", "em", "code", "div"])
    parts = st.lists(inner, max_size=3).map("".join)
    return st.builds(lambda t, a, text: f"<{t}{a}>{text}</{t}>", tags, ATTRIBUTES, parts)


HTML = st.recursive(TEXT | st.just("<br>") | st.just("&amp;"), elements, max_leaves=12)


@given(HTML)
def test_html_keeps_its_tags_and_loses_its_serbian_cyrillic(html: str) -> None:
    before, after = seen(html), seen(html_to_latin(html))
    assert after.tags == before.tags
    assert after.addresses == before.addresses
    assert after.texts == [(kept, text if kept else to_latin(text)) for kept, text in before.texts]
    assert [text for kept, text in after.texts if not kept and WORD.search(text)] == []


def oracle(words: list[str]) -> list[str]:
    """Return words in Latin as ICU writes them (BGN/PCGN), one by one."""
    program = shutil.which("uconv")
    assert program, "uconv is missing: apt-get install icu-devtools"
    command = [program, "-f", "utf-8", "-t", "utf-8", "-x", "Serbian-Latin/BGN"]
    result = subprocess.run(
        command, input="\n".join(words), capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return unicodedata.normalize("NFC", result.stdout).split("\n")


def serbian_texts(content: Path) -> Iterator[tuple[str, str]]:
    """Yield (where, text) of everything Serbian under content: texts and names."""
    for path in sorted(content.rglob("*.md")):
        if "sr" in path.relative_to(content).parts:
            yield path.relative_to(content).as_posix(), path.read_text(encoding="utf-8")
    for path in sorted(content.rglob("*.yml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        where = path.relative_to(content).as_posix()
        yield from ((where, text) for text in names_in(document))
    for name in ("cities.csv", "regions.csv"):
        with (content / "vocabulary" / name).open(encoding="utf-8") as stream:
            yield from ((name, row["name_sr_cyrl"]) for row in csv.DictReader(stream))


def names_in(value: Any) -> Iterator[str]:
    """Yield the Serbian texts of a YAML value: everything below a key `sr`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_in(inner) if key == "sr" else names_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names_in(inner)


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text inside a YAML value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_in(inner)


def test_all_serbian_text_of_the_content_is_written_as_icu_writes_it(content: Path) -> None:
    texts = list(serbian_texts(content))
    words = sorted({word for _, text in texts for word in WORD.findall(text)})
    assert len(words) > 3000
    latin = dict(zip(words, oracle(words), strict=True))
    # ICU writes a letter that stands alone in capitals; an initial is "Lj." in Serbian.
    latin |= {"Љ": "Lj", "Њ": "Nj", "Џ": "Dž"}
    for where, text in texts:
        if not ADDRESS.search(text):
            expected = WORD.sub(lambda match: latin[match.group()], text)
            assert to_latin(text) == expected, where
    assert [(word, to_latin(word)) for word in words] == [(word, latin[word]) for word in words]


def test_serbian_places_are_written_as_their_own_latin_names(content: Path) -> None:
    for name in ("cities.csv", "regions.csv"):
        with (content / "vocabulary" / name).open(encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        assert [to_latin(row["name_sr_cyrl"]) for row in rows] == [
            row["name_sr_latn"] for row in rows
        ]
