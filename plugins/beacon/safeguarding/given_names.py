"""Given names: first names that are common among children in Serbia, Bulgaria and elsewhere.

Lists made from general knowledge; they tell a name from other words in capitals. A name that is
a common word as well is left out where texts begin sentences with it: Али, Бела, Дан, Река, Mark.
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
Аница Анкица Бранимир Бранкица Ведран Велимир Викторија Вишња Владислав Војислав Горица Дамјана
Дејана Десанка Добрила Дражен Драгица Драгиша Драгослав Драгољуб Драгутин Душанка Душица Живана
Живко Живорад Златан Златко Зорана Ивица Јадранка Јулија Јулијана Кристијан Лидија Маргарета
Марица Марјан Марјана Миланка Милева Миливој Милинко Милка Миодраг Мирослав Мирослава Миљан Миљана
Младена Невенка Ненад Обрад Остоја Павла Радмила Радоје Радомир Рајко Ранка Ранко Рената
Сандра Синиша Славица Славиша Славко Слађана Спасоје Срећко Станислава Станиша Станко Стојан Сузана
Сунчица Татјана Тања Томислав Трајко Тривун Ђурађ Љубинка Љубиша Љубомир Чарна Шћепан
Јосип Јосипа Домагој Звонимир Крешимир Ловро Мислав Хрвоје
"""
_OF_NEIGHBOURS = """
Ádám Ágnes Anikó Áron Attila Bálint Balázs Bence Bernadett Bianka Boglárka Botond Csaba Csenge
Csilla Dominik Dorottya Edina Edit Emese Enikő Erzsébet Eszter Fanni Ferenc Gábor Gergely Gergő
Gréta György Gyula Hajnalka Ildikó Imre István János Jázmin József Judit Katalin Kinga Kristóf
Krisztián Krisztina Lajos László Levente Lilla Márton Mátyás Melinda Mihály Miklós Mónika Nándor
Nikolett Noémi Nóra Norbert Orsolya Patrik Péter Piroska Richárd Róbert Roland Sándor Szabolcs
Szilárd Szilvia Tamás Tibor Tímea Tünde Viktória Vivien Zita Zoltán Zsanett Zsófia Zsolt Zsombor
Zsuzsanna Ákos
Агнеш Арпад Атила Балинт Бенце Габор Ержебет Естер Жолт Жужана Илдико Иштван Јанош Јожеф Лајош Ласло
Миклош Силвија Силард Тамаш Тимеа Ференц Чаба Шандор Ђерђ Ђула
Arben Ardit Agim Alban Arber Bekim Besart Besnik Blerim Blerina Blerta Bujar Dardan Diellza Drita
Driton Edon Egzon Elira Endrit Enver Erblin Fatmir Fatos Festim Fisnik Fjolla Ilir Jehona Kaltrina
Kujtim Labinot Leonora Liridon Liridona Luan Lulzim Merita Mirlinda Naim Rinor Shpend Shpresa
Skender Teuta Valon Visar Vjosa Xhemal Башким Шпреса Љуљзим Џемаљ
Adem Adnan Ahmed Ahmet Ajla Aleyna Almir Amela Amina Amir Amra Armin Asim Aylin Aysel Ayşe Azra
Bekir Berkay Deniz Džejla Džemal Džemil Edis Ekrem Elif Elvis Emin Emina Emir Emre Enes Enis Ensar
Ertan Esma Esmeralda Fadil Fahrudin Fatih Fatima Fatma Feride Fikret Furkan Gülten Hakan Halil Hamza
Haris Harun Hasan Hatice Hatidža Husein Hüseyin Ibrahim Ilhan Irfan Ismail Jasmin Kadir Kemal Kenan
Kerem Lejla Leyla Mahmud Mehmed Mehmet Melih Melisa Merima Meryem Mirela Mirza Muhamed Murat Mustafa
Nazim Nedim Nermin Nermina Nihad Omer Orhan Osman Ramiz Rasim Refik Rifat Sabina Sabri Safet Salih
Samir Samira Sanel Sanela Sead Sedat Selim Selma Semir Senad Serkan Sevil Sibel Sinan Suad Sulejman
Süleyman Tarik Yusuf Zehra Zeynep Šaban Айлин Айсел Алейна Гюлтен Гюлшен Лейла Мерием Реджеб
Сюлейман Фатме Хатидже Хюсеин Юсуф Зейнеп
Alejandra Alejandro Álvaro Antonio Beatriz Camila Carlos Catalina Diego Eduardo Enrique Esteban
Felipe Fernanda Fernando Gabriela Gonzalo Guillermo Gustavo Héctor Ignacio Inés Isabela Javier
Joaquín Jorge José Josefina Juan Juana Julián Lucía Luis Luisa Manuel Manuela Mariana Mateo Miguel
Nicolás Pablo Paula Pedro Rafael Ramón Raúl Ricardo Roberto Rodrigo Sergio Teresa Tomás Valeria
Vicente Ximena Алехандро Карлос Мигел Хавиер Хосе Хуан
Adriana Andreea Cătălin Cristina Florin Gheorghe Ionuț Mihai Răzvan Vasile Juraj Zuzana
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
Албена Алина Антоанета Благовест Богомил Богомила Велина Велислава Виолета Владислава Дарина Деляна
Димо Димчо Дияна Доротея Елисавета Иванка Ивелин Илиана Костадин Костадинка Кремена Лиляна Лъчезар
Любен Любка Мариела Мариян Марияна Мая Микаела Митко Наталия Неделчо Огняна Пенка Пенчо Петко
Петрана Радка Радко Радослава Райна Ренета Росина Сабина Самуил Стела Стефка Стилиян Тереза Цанко
Цветанка Чавдар Яница Янко Ясмина
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
Alfie Archie Ashley Audrey Bobby Brandon Brian Brianna Danielle Derek Eric Gabrielle Gavin Hailey
Isabelle Jenny Justin Katy Kayla Kylie Lizzie Melanie Melissa Michelle Naomi Natalie Nathaniel
Nicole Nora Penelope Ruth Sammy Stephanie Taylor Tessa Timothy Tommy Trevor Tyler Valerie Vanessa
Veronica Wendy Yvonne Zachary
"""
_CONSONANT_ENDINGS = ("", "a", "u", "om", "em", "e")
_VOWEL_ENDINGS = ("a", "e", "i", "o", "u", "om", "em", "ja", "ju")


@lru_cache(maxsize=1)
def _forms() -> frozenset[str]:
    names = {
        slugify(name) for name in f"{_SERBIAN} {_OF_NEIGHBOURS} {_BULGARIAN} {_ENGLISH}".split()
    }
    cases: set[str] = set(names)
    for name in (slugify(word) for word in f"{_SERBIAN} {_OF_NEIGHBOURS}".split()):
        stem, endings = (
            (name[:-1], _VOWEL_ENDINGS) if name[-1] in "aeo" else (name, _CONSONANT_ENDINGS)
        )
        cases.update(stem + ending for ending in endings)
    return frozenset(cases)


def is_given_name(word: str) -> bool:
    """Tell whether a word is a given name, in any script; Serbian ones in any case."""
    return slugify(word) in _forms()
