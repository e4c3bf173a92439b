"""Given names: first names that are common among children in Serbia, Bulgaria and elsewhere.

Three lists made from general knowledge; they tell a name from other words in capitals.
"""

from __future__ import annotations

from functools import lru_cache

from beacon.slugs import slugify

_SERBIAN = """
Ђорђе Ђурђа Јаков Јакша Јана Јасмина Јелена Јелисавета Јован Јована Јованка Љиљана Љубица Његош
Алекса Александар Александра Алексеј Ана Анастасија Андреа Андреј Андрија Анђела Арсеније Ања
Барбара Биљана Богдан Борис Борислав Бошко Бојан Бојана Бранислав Бранко Валентина Ванја Васа
Василије Вера Верица Весна Вељко Видак Виктор Владан Владимир Војин Вук Вукан Вукашин Вукица
Гаврило Горан Гордана Давид Дамјан Данило Даница Данијел Данијела Дарија Дарко Дејан Димитрије
Добрица Драган Драгана Душан Дуња Ева Елена Ема Емилија Жарко Жељко Зора Зоран Зорица Иван Ивана
Ивона Игор Илија Ирена Ирина Исидора Калина Катарина Константин Коста Кристина Ксенија Лазар
Лана Лара Леа Лена Лука Магдалена Марина Марија Маријана Марко Марта Матеја Матија Маша Маја Миа
Мила Милан Милена Милица Милош Мина Мирко Мирјана Михаило Михајло Младен Момчило Надежда Надја
Наталија Наташа Нађа Невена Неда Немања Ника Никола Николина Николија Нина Новак Огњен Оливера
Оља Павле Петар Петра Предраг Радован Растко Ратко Реља Ружица Сава Сара Саша Сања Светлана
Сергеј Слободан Смиљана Снежана Софија Соња Срђан Сташа Стеван Стефан Страхиња Тадија Тамара
Тара Теа Теодор Теодора Тијана Тодор Уна Урош Филип Хана Хелена Цвијета Чедомир
"""
_BULGARIAN = """
Адриан Алекс Алекса Александра Александър Ана Анастасия Анатоли Ангел Ангелина Андреа Андрей
Анелия Анна Антон Антония Асен Атанас Биляна Богдан Божидар Божидара Борис Борислав Боряна Боян
Бояна Валентин Валентина Валери Ваня Васил Василена Велизар Венцислав Вера Вероника Весела
Веселин Виктор Виктория Владимир Владислав Габриел Габриела Галин Галина Георги Гергана Григор
Дамян Даниел Даниела Дария Денис Деница Десислава Деян Диана Димитрина Димитър Добромир Ева
Евгени Евгения Екатерина Елена Елица Ема Емил Емилия Жана Живко Захари Златка Ива Ивайло Иван
Ивана Ивелина Ивета Илия Илиян Ирина Искра Йоан Йоана Йордан Йорданка Калин Калина Калоян
Камелия Карина Катерина Кирил Константин Красимир Кристиан Кристина Кристиян Лазар Лилия Лора
Любов Любомир Людмила Магдалена Маргарита Марин Мария Мартин Мартина Методи Мила Милен Милена
Мирослав Мирослава Михаела Михаил Момчил Моника Надежда Невена Недялка Никол Никола Николай
Николета Нина Огнян Павел Павлина Петър Петя Пламен Пламена Полина Поля Преслав Преслава
Радослав Радост Радостина Ралица Рая Росен Росица Румен Румяна Сава Светла Светлана Светослав
Свилен Силвия Симеон Симона Сияна Снежана Станимир Станислав Станислава Стефан Стефани Стефания
Стоян Таня Теодор Теодора Тихомир Тодор Тодорка Траян Филип Филипа Христиан Христина Христо
Цвета Цветан Цветелина Цветомир Цветомира Юлиан Юлия Юлияна Явор Яков Яна Ясен
"""
_ENGLISH = """
Aaron Abigail Adam Adele Aidan Alex Alexander Alice Amelia Amy Andrew Anna Anne Anthony Arthur
Ava Bella Ben Benjamin Beth Callum Cameron Caroline Charlie Charlotte Chloe Chris Christopher
Connor Daisy Daniel David Dylan Edward Eleanor Elena Elizabeth Ella Ellie Elsie Emily Emma Erin
Ethan Eva Evan Evie Finn Florence Freddie Frederick Freya Gabriel George Georgia Grace Hannah
Harriet Harry Heidi Henry Holly Hugo Ian Imogen Isaac Isabel Isabella Isla Jack Jacob Jake James
Jamie Jasmine Jason Jayden Jennifer Jessica Joe John Jonathan Joseph Joshua Julia Kate Katie
Kevin Kyle Laura Lauren Leah Leo Leon Lewis Liam Lily Logan Louis Louise Lucas Lucy Luke Lydia
Martha Mason Matilda Matthew Max Megan Mia Michael Millie Mohammed Molly Nathan Niamh Nicholas
Noah Oliver Olivia Oscar Owen Patrick Paul Peter Phoebe Poppy Rachel Rebecca Reuben Riley Robert
Rosie Ruby Ryan Samantha Samuel Sarah Scarlett Sean Sebastian Sienna Simon Sophia Sophie Stella
Steven Susan Theo Thomas Toby Victoria Violet William Willow Zach Zara Zoe
"""
_CONSONANT_ENDINGS = ("", "a", "u", "om", "em", "e")
_VOWEL_ENDINGS = ("a", "e", "i", "o", "u", "om", "em", "ja", "ju")


@lru_cache(maxsize=1)
def _forms() -> frozenset[str]:
    names = {slugify(name) for name in f"{_SERBIAN} {_BULGARIAN} {_ENGLISH}".split()}
    cases: set[str] = set(names)
    for name in (slugify(word) for word in _SERBIAN.split()):
        stem, endings = (
            (name[:-1], _VOWEL_ENDINGS) if name[-1] in "aeo" else (name, _CONSONANT_ENDINGS)
        )
        cases.update(stem + ending for ending in endings)
    return frozenset(cases)


def is_given_name(word: str) -> bool:
    """Tell whether a word is a given name, in any script; Serbian ones in any case."""
    return slugify(word) in _forms()
