"""The words of synthetic texts, by language."""

from __future__ import annotations

WORDS = {
    "en": (
        "child adult school class lesson teacher parent friend pupil group message picture video "
        "game screen phone password account privacy setting profile comment feeling question "
        "answer story example rule choice reason secret pressure help trust respect kindness "
        "boundary quiet safe clear simple honest together alone before after while because "
        "although always sometimes never often later soon here there everywhere and or but with "
        "without about between during until under over reads writes asks listens explains checks "
        "shares keeps finds learns remembers notices decides talks plans tries"
    ).split(),
    "sr": (
        "дете одрасли школа разред лекција наставник родитељ пријатељ ученик група порука слика "
        "снимак игра екран телефон лозинка налог приватност подешавање профил коментар осећање "
        "питање одговор прича пример правило избор разлог тајна притисак помоћ поверење поштовање "
        "љубазност граница тихо безбедно јасно једноставно искрено заједно пре после док јер иако "
        "увек понекад никад често касније ускоро овде тамо свуда и или али са без о између током "
        "под над чита пише пита слуша објашњава проверава дели чува налази учи памти примећује "
        "одлучује разговара планира покушава"
    ).split(),
    "bg": (
        "дете възрастен училище клас урок учител родител приятел ученик група съобщение снимка "
        "видео игра екран телефон парола профил поверителност настройка коментар чувство въпрос "
        "отговор история пример правило избор причина тайна натиск помощ доверие уважение доброта "
        "граница тихо безопасно ясно просто честно заедно преди след докато защото въпреки винаги "
        "понякога никога често скоро тук там навсякъде и или но със без за между през под над чете "
        "пише пита слуша обяснява проверява споделя пази намира учи помни забелязва решава говори "
        "планира опитва"
    ).split(),
}
PHRASES = {
    "en": {
        "home": "Synthetic site", "lessons": "Lessons", "campaigns": "Campaigns",
        "calendar": "Calendar", "attendance": "Attendance", "help": "Help", "report": "Report",
        "privacy": "Privacy", "lesson": "Lesson", "campaign": "Campaign",
        "good-and-bad": "Good sides and risks", "steps": "Steps", "step": "Step",
        "debrief": "Debrief", "exit-check": "Exit check", "take-home": "To take home",
        "parents": "For parents", "adaptations": "Adaptations", "low-tech": "Without devices",
        "inclusion": "Inclusion", "plan": "Plan", "more": "See also", "minutes": "Minutes",
        "activity": "Activity", "material": "Material", "remember": "Remember",
        "edited": "Edited text",
    },
    "sr": {
        "home": "Вештачки сајт", "lessons": "Лекције", "campaigns": "Кампање",
        "calendar": "Календар", "attendance": "Посећеност", "help": "Помоћ", "report": "Пријава",
        "privacy": "Приватност", "lesson": "Лекција", "campaign": "Кампања",
        "good-and-bad": "Добре стране и ризици", "steps": "Кораци", "step": "Корак",
        "debrief": "Разговор на крају", "exit-check": "Провера на излазу", "take-home": "За кућу",
        "parents": "За родитеље", "adaptations": "Прилагођавања", "low-tech": "Без уређаја",
        "inclusion": "Инклузија", "plan": "План", "more": "Погледајте и", "minutes": "Минута",
        "activity": "Активност", "material": "Материјал", "remember": "Запамтите",
        "edited": "Измењен текст",
    },
    "bg": {
        "home": "Изкуствен сайт", "lessons": "Уроци", "campaigns": "Кампании",
        "calendar": "Календар", "attendance": "Присъствие", "help": "Помощ", "report": "Сигнал",
        "privacy": "Поверителност", "lesson": "Урок", "campaign": "Кампания",
        "good-and-bad": "Добри страни и рискове", "steps": "Стъпки", "step": "Стъпка",
        "debrief": "Обобщение", "exit-check": "Проверка на изхода", "take-home": "За вкъщи",
        "parents": "За родители", "adaptations": "Адаптации", "low-tech": "Без устройства",
        "inclusion": "Приобщаване", "plan": "План", "more": "Вижте също", "minutes": "Минути",
        "activity": "Дейност", "material": "Материал", "remember": "Запомнете",
        "edited": "Променен текст",
    },
}  # fmt: skip
