"""Findings: their lines, what a centre allows, and text in disguise."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from beacon.safeguarding.findings import CODES, EMAIL, PHONE, Allowed, findings, hosts_of
from beacon.safeguarding.sentences import MOST_LETTERS, sentences

CENTRE = Allowed(
    phones=frozenset({"0800200201"}),
    emails=frozenset({"help@centre.example"}),
    hosts=hosts_of(["https://www.centre.example/help/"]),
)


def told(text: str, language: str = "en", allowed: Allowed = CENTRE) -> list[tuple[int, str, str]]:
    return [(f.line, f.code.id, f.words) for f in findings(text, language, allowed)]


def test_finding_has_the_line_and_the_words() -> None:
    assert told("Hello.\nCall 0888 123 456 now.\nThanks to Emma Johnson.") == [
        (2, "SAF003", "0888 123 456"),
        (3, "SAF001", "Emma Johnson"),
    ]


def test_what_the_centre_names_itself_may_stand_there() -> None:
    assert told("Call 0800 200 201 or write to help@centre.example.") == []
    assert told("See https://centre.example/a and https://kids.centre.example/.") == []
    assert told("See https://centre.example.evil.example/.") != []
    assert told("Call 0800 200 201.", allowed=Allowed()) == [(1, "SAF003", "0800 200 201")]


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example?.centre.example",
        "https://evil.example#.centre.example",
        "https://evil.example\\.centre.example",
        "https://evil.example\\@centre.example",
        "https://evil.example?@centre.example",
        "https://centre.example@evil.example/",
        "https://centre.example:443@evil.example/",
        "https://evil.example:443/.centre.example",
        "//evil.example?.centre.example",
        "www.evil.example?.centre.example",
    ],
)
def test_host_is_what_a_browser_takes_for_it(address: str) -> None:
    assert (1, "SAF008", address) in told(f"[x]({address})")


@pytest.mark.parametrize(
    "address",
    [
        "https://centre.example",
        "https://centre.example:443/a",
        "https://kids.centre.example?a=evil.example",
        "https://centre.example#a",
        "https://help@centre.example/",
        "https://www.centre.example./a",
        "//centre.example/a",
    ],
)
def test_link_to_the_centre_is_none_of_a_stranger(address: str) -> None:
    assert told(f"[x]({address})") == []


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Наш филм: youtu.be/dQw4w9WgXcQ.", "youtu.be/dQw4w9WgXcQ."),
        ("Све је на linktr.ee/igra_99", "linktr.ee/igra_99"),
        ("Уђи: 10.0.0.1:8080 овде", "10.0.0.1:8080"),
        ("Уђи: 192.168.100.12/a овде", "192.168.100.12/a"),
        ("Наш чет: пример.срб/чет", "пример.срб/чет"),
        ("Сајт је primer tačka com, уђи", "primer tačka com"),
        ("Сајт је пример тачка ком, уђи", "пример тачка ком"),
        ("Сајт је primer[.]rs, уђи", "primer[.]rs"),
    ],
)
def test_link_is_found_that_is_only_written_out(text: str, link: str) -> None:
    assert told(text, "sr") == [(1, "SAF008", link)]


@pytest.mark.parametrize(
    "text",
    [
        "7.razred/8.razred, т.ј./нпр., km/h and e.g./i.e.",
        "index.md/x, pictures/a.jpg, верзија 1.2.3.4, 1.2.2026/27",
        "The dot com boom. Моја тачка је нетачна.",
        "kids.centre.example/page/a and centre.example",
    ],
)
def test_words_with_points_and_strokes_are_no_links(text: str) -> None:
    assert told(text, "sr") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a\u200bb", "SAF013"),
        ("<!-- call me -->", "SAF013"),
        ("<span hidden>x</span>", "SAF013"),
        ("\u202etxet", "SAF014"),
        ("раypal", "SAF015"),
        ("𝐡𝐞𝐥𝐩", "SAF015"),
        ("ｈｅｌｐ", "SAF015"),
        ("Мар\ufe00ко Петр\ufe00овић", "SAF013"),
        ("Мар\ufe0fко", "SAF013"),
        ("Мар\u200dко", "SAF013"),
        ("Мар\u034fко", "SAF013"),
        ("Мар\U000e0101ко", "SAF013"),
        ("Мар\uffa0ко", "SAF013"),
        ("064\u28001234567", "SAF013"),
        ("a\u180bb", "SAF013"),
        ("a\u180fb", "SAF013"),
        ("a\u2065b", "SAF013"),
        ("a\u206ab", "SAF013"),
        ("a\u206fb", "SAF013"),
        ("Мар\ue000ко", "SAF013"),
        ("Мар\ufffcко", "SAF013"),
        ("go\u04cfgle", "SAF015"),
        ("\u0501obar", "SAF015"),
        ("m\u0251rko", "SAF015"),
        ("Šарић", "SAF015"),
        (normalize("NFD", "Šарић"), "SAF015"),
    ],
)
def test_text_in_disguise_is_found(text: str, code: str) -> None:
    assert code in [c for _, c, _ in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "👩‍🏫 ❤️ 🏳️‍🌈 👩‍❤️‍👨 👍🏽",
        "©️ ™️ ☎️",
        "1️⃣ 2️⃣",
        "🅰️🅿️Ⓜ️㊙️🆘🇷🇸🇧🇬",
        "m² 5 × 3 ≥ 2 → № 3º ✓ ─",
        "Šta je SMS-ом Wi-Fi-јем, е-пошта",
    ],
)
def test_emoji_and_words_of_two_scripts_are_no_disguise(text: str) -> None:
    assert told(text) == []


def test_class_with_a_roman_number_is_no_disguise() -> None:
    assert told("Учениците от VIIIа клас.", "bg") == []


@pytest.mark.parametrize(
    "text", ["Ana Jovanović", "Ана Јовановић", "Ани Јовановић", "Anom Jovanović", "Ану Јовановић"]
)
def test_serbian_name_is_found_in_both_scripts_and_in_its_cases(text: str) -> None:
    assert [code for _, code, _ in told(f"Хвала, то је {text} рекла.", "sr")] == ["SAF001"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Петровић Марко", "sr"),
        ("Petrović Marko", "sr"),
        ("Иванов Петър", "bg"),
        ("МАРКО ПЕТРОВИЋ", "sr"),
        ("ПЕТЪР ИВАНОВ", "bg"),
        ("ПЕТРОВИЋ Марко", "sr"),
        ("Марко П. Петровић", "sr"),
        ("Марко-Петровић", "sr"),
        ("Марко_Петровић", "sr"),
        ("Марко  Петровић", "sr"),
        ("Марко\u00a0Петровић", "sr"),
        ("Петровић, Марко", "sr"),
        ("Петров, Мартин", "bg"),
        ("Марко, Петровић", "sr"),
        ("Марко | Петровић", "sr"),
        ("Марко|Петровић", "sr"),
        ("Marko/Petrović", "sr"),
        ("Марко (Петровић", "sr"),
        ("Марко – Петровић", "sr"),
        ("Emma-Jane Smith", "en"),
    ],
)
def test_name_is_found_in_every_way_it_is_written(text: str, language: str) -> None:
    assert told(text, language) == [(1, "SAF001", text)]
    assert told(f"x, {text}, y", language) == [(1, "SAF001", text)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Йордан Найденов", "bg"),
        ("Николай Йорданов", "bg"),
        ("Žarko Šarić", "sr"),
        ("Ма\u0301рко Петро\u0301вић", "sr"),
        ("М\u20ddарко П\u20ddетровић", "sr"),
        ("М\u0489арко П\u0489етровић", "sr"),
    ],
)
def test_name_is_found_where_letters_and_their_signs_stand_apart(text: str, language: str) -> None:
    apart = normalize("NFD", text)
    assert [code for _, code, _ in told(f"То је {apart}.", language)] == ["SAF001"]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("то је марко петровић из осмог", "sr", "марко петровић"),
        ("vidim se s anom jovanović", "sr", "anom jovanović"),
        ("jovan ilic je to snimio", "sr", "jovan ilic"),
        ("питай вера иванчева и иван петров", "bg", "иван петров"),
        ("ask ivan petrov or ana", "en", "ivan petrov"),
        ("на слици marko_petrovic.png", "sr", "marko_petrovic"),
        ("#МаркоПетровић", "sr", "МаркоПетровић"),
        ("Ту је Марко__Петровић.", "sr", "Марко__Петровић"),
        ("Ту је Петровић - Марко.", "sr", "Петровић - Марко"),
        ("Ту је Марко (14) Петровић.", "sr", "Марко (14) Петровић"),
        ("Ту је Марко (Маки) Петровић.", "sr", "Марко (Маки) Петровић"),
        ("Ту је Марко петровић.", "sr", "Марко петровић"),
        ("Ту је мАРКО пЕТРОВИЋ.", "sr", "мАРКО пЕТРОВИЋ"),
        ("Марко❤️Петровић", "sr", "Марко❤️Петровић"),
        ("Ту су Szabó Péter и друго.", "sr", "Szabó Péter"),
        ("Ту је Нађ Ана.", "sr", "Нађ Ана"),
        ("Хвала, Péter Szabó!", "sr", "Péter Szabó"),
        ("Са Арбеном Краснићијем смо.", "sr", "Арбеном Краснићијем"),
        ("Thanks to Shpresa Gashi.", "en", "Shpresa Gashi"),
        ("Благодарим на Айше Мустафа.", "bg", "Айше Мустафа"),
        ("Thanks to Ayşe Yılmaz.", "en", "Ayşe Yılmaz"),
        ("Thanks to José García.", "en", "José García"),
        ("Зовем се Кринка Пејовски.", "sr", "Кринка Пејовски"),
        ("Hi, my name is Jorgen Brekke.", "en", "Jorgen Brekke"),
        ("Казвам се Тоска Бялко.", "bg", "Тоска Бялко"),
        ("Дечак који се зове Крешо Балта.", "sr", "Крешо Балта"),
    ],
)
def test_name_is_found_in_small_letters_of_neighbours_and_where_it_is_said_to_be_one(
    text: str, language: str, name: str
) -> None:
    assert told(text, language) == [(1, "SAF001", name)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("М а р к о  П е т р о в и ћ", (1, "SAF001", "Марко Петровић")),
        ("М а р к о П е т р о в и ћ", (1, "SAF001", "МаркоПетровић")),
        ("М.а.р.к.о П.е.т.р.о.в.и.ћ", (1, "SAF001", "Марко Петровић")),
        ("a n a @ g m a i l . c o m", (1, "SAF005", "ana@gmail.com")),
    ],
)
def test_words_are_read_where_their_letters_stand_apart(
    text: str, found: tuple[int, str, str]
) -> None:
    assert told(text, "sr") == [found]


@pytest.mark.parametrize(
    "text",
    ["| а | б | в | г | д |", "И-Г-Р-А и Н Е Н А С И Љ Е", "А Б В Г Д Ђ Е Ж З", "p o v o d o m"],
)
def test_letters_that_stand_apart_may_be_no_name(text: str) -> None:
    assert told(text, "sr") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("лука и мали градић, вука мишића", "sr"),
        ("Ана (14) и Марко (15). Улица Марка Јовића. ОШ Јован Поповић.", "sr"),
        ("ana ucenica i mila devojcica, vera mladic", "sr"),
        ("ясен групов сигнал, светла основа, мартин готов ли е", "bg"),
        ("alex music, max traffic and grace public", "en"),
        ("Бела Црква, Река Дунав, Али Марко је рекао, Дан Европе", "sr"),
        ("Един Иван. Дори Ана.", "bg"),
        ("Romani Week, Sofia University, Mark Safe", "en"),
        ("Игра се зове Мајнкрафт Данџен, а дан се зове Плави Дан.", "sr"),
        ("Читали смо Петра Пана и Харија Потера.", "sr"),
        ("Прочетохме Питър Пан и Хари Потър.", "bg"),
        ("We read Peter Pan and Harry Potter.", "en"),
        ("JavaScript, YouTube, TikTok, ИванДан", "sr"),
    ],
)
def test_words_that_stand_like_a_name_are_none(text: str, language: str) -> None:
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("НИКОЛА ТЕСЛА", "sr"),
        ("Андрић Иво", "sr"),
        ("Вазов Иван", "bg"),
        ("МАРКО И АНА", "sr"),
        ("MAX FILE SIZE", "en"),
        ("УЛИЦА МАРКА ЈОВИЋА", "sr"),
        ("Одговорићу Марку сутра.", "sr"),
        ("Божић Ана слави код баке.", "sr"),
        ("Његова Ана је ту.", "sr"),
        ("Затова Мария говори.", "bg"),
        ("Нови-Сад и Ана-Марија.", "sr"),
        ("Разговарали смо са Аном Б. Онда смо отишли.", "sr"),
        ("I spoke with Emma B. Then we left.", "en"),
        ("Ана, Марко, Јована и Вук.", "sr"),
        ("Никола (Тесла), Андрић, Иво.", "sr"),
        ("Мария, Яков, Киев, Иван.", "bg"),
        ("За Божић смо добили телефоне.", "sr"),
        ("Срећан Божић! О Божићу нема часа.", "sr"),
        ("Из Краљева, Града Ваљева и Центра Панчева.", "sr"),
        ("Са Косова стиже прва кампања.", "sr"),
        ("Град Киев е далеко.", "bg"),
        ("Цар Симеон Велики и цар Борис Първи.", "bg"),
        ("Тај град је саградио краљ Петар Први.", "sr"),
    ],
)
def test_words_that_only_look_like_a_name_are_none(text: str, language: str) -> None:
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Зове се „Марко Петровић“.", "sr", "Марко Петровић"),
        ("„Ана Јовић ми је писала“, рекла је.", "sr", "Ана Јовић"),
        ("Они су „Милош Савић“.", "sr", "Милош Савић"),
        ("Казва се „Иван Петров“.", "bg", "Иван Петров"),
        ('He is called "Marko Petrovic".', "en", "Marko Petrovic"),
    ],
)
def test_name_in_quotes_is_found(text: str, language: str, name: str) -> None:
    assert told(text, language) == [(1, "SAF001", name)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ОШ „Ђорђе Натошевић“ и „Стефан Петровић“", "sr"),
        ("Читали смо песму „Марко Краљевић и вила“.", "sr"),
        ("Играли смо за клуб „Милан Илић“.", "sr"),
        ("Гледали смо „Ана Карењина“ и „Никола Тесла“.", "sr"),
        ("ОУ „Петър Берон“ и СУ „Георги Иванов“", "bg"),
        ("We saw “Harry Potter”.", "en"),
        ("The “Ivan Petrov” School is here.", "en"),
    ],
)
def test_what_bears_a_name_in_quotes_is_no_child(text: str, language: str) -> None:
    assert "SAF001" not in [code for _, code, _ in told(text, language)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ОШ Јован Поповић из Новог Сада", "sr"),
        ("OŠ Jovan Popović iz Novog Sada", "sr"),
        ("СУ Георги Измирлиев от Горна Оряховица", "bg"),
        ("Основна школа Петар Петровић Његош из Врбаса", "sr"),
        ("ОШ Петар Петровић Његош", "sr"),
    ],
)
def test_school_that_is_called_after_somebody_is_no_child(text: str, language: str) -> None:
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ОНИ СУ МАРКО ПЕТРОВИЋ И ДРУГИ.", "МАРКО ПЕТРОВИЋ"),
        ("Хвала, Марко Божићу.", "Марко Божићу"),
    ],
)
def test_name_that_looks_like_another_word_is_found(text: str, name: str) -> None:
    assert told(text, "sr") == [(1, "SAF001", name)]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 8_000,
        "A b " * 2_000,
        "0 " * 4_000,
        "(" * 4_000,
        "@a." * 2_000,
        "Аб" * 4_000,
        "." * 40_000,
        "abc." * 30 + "W-",
    ],
)
@pytest.mark.parametrize("language", ["en", "sr", "bg"])
def test_long_nonsense_is_looked_at_in_pieces(text: str, language: str) -> None:
    pieces = list(sentences(text, language))
    assert max(len(piece.text) for piece in pieces) <= MOST_LETTERS
    list(findings(text, language, CENTRE))


def test_what_stands_where_two_pieces_meet_is_found_once_at_least() -> None:
    for before in range(380, 520, 5):
        found = told(f"{'a ' * (before // 2)}call 0888 123 456 now {'b ' * 300}")
        assert "0888 123 456" in {words for _, _, words in found}


def test_every_code_says_what_to_do() -> None:
    assert len({code.id for code in CODES}) == len(CODES)
    assert all(code.meaning and code.remedy for code in CODES)


@pytest.mark.parametrize("number", ["٠٦٤١٢٣٤٥٦٧", "०६४१२३४५६७", "⓪⑥④①②③④⑤⑥⑦", "0️⃣6️⃣4️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣"])
def test_phone_number_is_found_in_the_digits_of_any_script(number: str) -> None:
    found = [f.code for f in findings(f"Call {number} now.", "en", Allowed())]
    assert found == [PHONE]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Зови 064–123–4567.", ["064–123–4567"]),
        ("Зови 064 123–4567.", ["064 123–4567"]),
        ("Зови 064‑123‑4567.", ["064‑123‑4567"]),
        ("Зови 064·123·4567.", ["064·123·4567"]),
        ("Зови 064_123_4567.", ["064_123_4567"]),
        ("Зови 381641234567.", ["381641234567"]),
        ("Зови 359 88 555 0177.", ["359 88 555 0177"]),
        ("Зови тел.064/1234567.", ["064/1234567"]),
        ("Зови тел/0641234567.", ["0641234567"]),
        ("Дођи 05.06.2026. 064/1234567", ["064/1234567"]),
        ("065/7654321 / 066/7654321", ["065/7654321", "066/7654321"]),
        ("0641234567 0657654321", ["0641234567", "0657654321"]),
        ("011 2345678 - 064 1234567", ["011 2345678", "064 1234567"]),
        ("064-123-4567/065-765-4321", ["064-123-4567", "065-765-4321"]),
        ("+381 64 123 4567 +381 65 765 4321", ["+381 64 123 4567", "+381 65 765 4321"]),
        ("064 012 034 / 0657654321", ["064 012 034", "0657654321"]),
        ("0641234567 7654321 7654321", ["0641234567"]),
        ("0800 200 201 / 0641234567", ["0641234567"]),
        ("0800–200–201", []),
        ("Зови064/1234567 одмах", ["064/1234567"]),
        ("zovi+381641234567", ["+381641234567"]),
        ("zovi0641234567odmah", ["0641234567"]),
        ("Мој број...0641234567", ["0641234567"]),
        ("Зови /0641234567", ["0641234567"]),
        ("Зови 064, 123, 4567 или 065,123,4567.", ["064, 123, 4567", "065,123,4567"]),
        ("| 064 | 123 | 4567 |", ["064 | 123 | 4567"]),
        ("Зови 064*123*4567 па 065 па 123 па 4567.", ["064*123*4567", "065 па 123 па 4567"]),
        ("Зови O64 123 4567 или О64 12О 4567.", ["O64 123 4567", "О64 12О 4567"]),
    ],
)
def test_number_is_found_whatever_stands_in_it_and_around_it(text: str, numbers: list[str]) -> None:
    assert [words for _, code, words in told(text, "sr") if code == PHONE.id] == numbers


@pytest.mark.parametrize(
    "text",
    [
        "Састајемо се 05.06.2026. или 05. 06. 2026. или 05-06-2026.",
        "Од 05.06–07.06. и 01.09.–20.12., од 05–07.06.2026. до 05.06.–07.06.2026.",
        "Сваког дана 08.00–09.30 и 09.00 - 10.30.",
        "Узраст 0–18, школска 2026–2027, закон 02/2026, 359 000 ученика, 381.234 посете.",
        "Слика img_0012_0034.png, број 3.14159265358.",
        "Часопис, ISSN 0352-2989, и књига, ISBN 0-306-40615-2.",
        "Књига 978-0-306-40615-7, или 978 0 306 40615 7, и https://centre.example/978–3–031–69362–5.",
        "Лозинка 0123456789 је лоша, и 012345678 такође.",
        "Збир 0123456789abcdef и ab0641234567cd0641234567.",
        "Позивни бројеви: 011, 018, 021, 034; у 0930, 1030, 1130; боја 000, 255, 128.",
        "Било је 0,25, 0,50, 0,75, 1,25 и .00123456.",
        "Бројимо: нула, један, два, три, четири, пет, шест.",
    ],
)
def test_days_hours_and_counts_are_no_phone_numbers(text: str) -> None:
    assert PHONE.id not in [code for _, code, _ in told(text, "sr")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Zero seven nine, double two, three one four five.", "en"),
        ("Нула шездесет девет, сто тридесет два, осамдесет један.", "sr"),
        ("Nula šest pet dva dva osam devet četiri sedam.", "sr"),
        ("Нула осем девет, триста и два, четири четири едно.", "bg"),
    ],
)
def test_number_in_words_is_found(text: str, language: str) -> None:
    assert [code for _, code, _ in told(text, language)] == [PHONE.id]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ana[@]gmail[.]com", "sr"),
        ("ana (@) gmail (.) com", "sr"),
        ("ana (at) gmail (dot) com", "sr"),
        ("ana /at/ gmail /dot/ com", "sr"),
        ("ana *at* gmail *dot* com", "en"),
        ('ana "at" gmail "dot" com', "en"),
        ("ana-at-gmail-dot-com", "en"),
        ("ana@@gmail..com", "sr"),
        ("ana @gmail", "sr"),
        ("ана@гмаил.цом", "sr"),
        ("ана маймунка абв точка бг", "bg"),
    ],
)
def test_address_in_disguise_is_found(text: str, language: str) -> None:
    found = [words for _, code, words in told(f"Пиши: {text}.", language) if code == EMAIL.id]
    assert found == [text]


@pytest.mark.parametrize("text", ["инста ана_м", "мој тт: ana05m", "dodaj me na tt ana_m05"])
def test_name_on_a_platform_is_found_in_either_script(text: str) -> None:
    assert [code for _, code, _ in told(text, "sr")] == ["SAF006"]


@pytest.mark.parametrize("text", ["gmail: ana.m", "moj gmail je ana.m"])
def test_name_behind_who_gives_addresses_is_found(text: str) -> None:
    assert told(text, "sr") == [(1, "SAF006", "ana.m")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('Use "at" school and "on" the street. Then go home.', "en"),
        ("The word *at* school. Nothing else.", "en"),
        ("Gmail and Outlook: report phishing (step 2), in 2026.", "en"),
        ("Реч „на“ је предлог. Нетачно.", "sr"),
        ("[На страни](../help/index.md) и [пријави](../report/index.md)", "sr"),
    ],
)
def test_words_beside_signs_are_no_address(text: str, language: str) -> None:
    assert told(text, language) == []


def test_only_what_is_the_number_of_a_journal_is_passed_over() -> None:
    found = [words for _, _, words in told("ISSN 0352-2988, ISBN 0641234567, 978-0-641-23456-7")]
    assert found == ["0352-2988", "0641234567", "0-641-23456-7"]


def test_link_that_calls_may_only_call_the_centre() -> None:
    text = "[call](tel:19019), [write](sms:+123)"
    found = [f.words for f in findings(text, "en", Allowed(phones=frozenset({"19019"})))]
    assert found == ["sms:+123"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Читали смо Иву Андрића.", "sr"),
        ("Pisali smo o Nikoli Tesli i Desanki Maksimović.", "sr"),
        ("Прочетохме Йордан Йовков.", "bg"),
        ("We drew Marie Curie.", "en"),
    ],
)
def test_well_known_dead_person_is_no_child(text: str, language: str) -> None:
    assert told(text, language) == []


def test_child_who_shares_one_name_with_a_well_known_person_is_found() -> None:
    assert [code for _, code, _ in told("Thanks to Nikola Andrić.")] == ["SAF001"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("It was not smart, it was her own fault.", ["SAF011"]),
        ("It was never her own fault.", []),
        ("The bully did it, and it is his fault.", []),
        ("Her own fault? That is wrong.", ["SAF011"]),
        ("They say that it is her own fault, and that is wrong.", []),
    ],
)
def test_blame_is_found_unless_its_clause_denies_it(text: str, codes: list[str]) -> None:
    assert [code for _, code, _ in told(text)] == codes
