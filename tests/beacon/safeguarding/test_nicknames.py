"""Nicknames: plain words that are told as a name, and what is said of accounts otherwise."""

from __future__ import annotations

import pytest

from beacon.safeguarding.findings import HANDLE, Allowed, findings


def told(text: str, language: str) -> list[str]:
    return [one.words for one in findings(text, language, Allowed()) if one.code is HANDLE]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("sr", "moj instagram je markopet", "markopet"),
        ("sr", "Мој инстаграм је маркопет", "маркопет"),
        ("sr", "insta mi je markopet", "markopet"),
        ("sr", "zapratite me na tiktoku: markopet", "markopet"),
        ("sr", "piši mi na snapu markopet", "markopet"),
        ("sr", "piši mi na snapu, tamo sam markopet", "markopet"),
        ("sr", "мој тикток је markopet, запратите", "markopet"),
        ("sr", "Naš TikTok se zove klikrazum.", "klikrazum"),
        ("sr", "Moj nik na diskordu je tihavoda pa me dodajte", "tihavoda"),
        ("sr", "Nađi me na insti pod imenom malasova.", "malasova"),
        ("sr", "na instagramu se zovem plavazver", "plavazver"),
        ("sr", "ig: markopet", "markopet"),
        ("sr", "me zaprati na instagramu, sova.bez.sna", "sova.bez.sna"),
        ("sr", "Мој снеп: маркопет", "маркопет"),
        ("sr", "dodaj na ps-u ili na steamu markopet", "markopet"),
        ("sr", "moj instagram je stefan", "stefan"),
        ("sr", "Korisničko ime mi je ledenica", "ledenica"),
        ("bg", "моят инстаграм е марковойн", "марковойн"),
        ("bg", "Инстаграмът ми е sovabezsan", "sovabezsan"),
        ("bg", "последвай ме в тикток: совабезсън", "совабезсън"),
        ("bg", "пиши ми в снап, там съм тихавода", "тихавода"),
        ("bg", "В дискорд се казвам тихавода", "тихавода"),
        ("bg", "ник: тихавода", "тихавода"),
        ("bg", "Никът ми в играта е тихавода.", "тихавода"),
        ("bg", "добави ме в снапчат тихавода", "тихавода"),
        ("en", "my insta is moonfox", "moonfox"),
        ("en", "add me on snap as moonfox", "moonfox"),
        ("en", "follow us on TikTok: clickwithcare", "clickwithcare"),
        ("en", "on discord I'm moonfox", "moonfox"),
        ("en", "my username is moonfox, add me", "moonfox"),
        ("en", "add me on snap moonfox!", "moonfox"),
        ("en", "ig: moonfox", "moonfox"),
        ("en", "My snap's moonfox", "moonfox"),
    ],
)
def test_plain_word_that_is_told_as_a_name_is_found(language: str, text: str, name: str) -> None:
    assert told(text, language) == [name]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sr", "Moj instagram je zaključan"),
        ("sr", "Instagram je aplikacija"),
        ("sr", "moj instagram je privatan, a tvoj?"),
        ("sr", "Мој тикток је обрисан."),
        ("sr", "moj profil na Instagramu je bio javan"),
        ("sr", "insta mi je hakovan prošle nedelje"),
        ("sr", "Moj instagram je pun slika."),
        ("sr", "Moj tiktok je dosadan i pun reklama."),
        ("sr", "TikTok mi je zabranjen do petka."),
        ("sr", "Instagram mi je draži od TikToka."),
        ("sr", "Viber mi je stalno uključen."),
        ("sr", "Na Instagramu sam usamljena."),
        ("sr", "Na TikToku sam je upoznala."),
        ("sr", "na diskordu sam provela ceo dan"),
        ("sr", "Na Instagramu sam samo zbog drugara."),
        ("sr", "Piši mi na Viberu kad stigneš."),
        ("sr", "Piši mi na Instagramu večeras."),
        ("sr", "Javi nam se na Instagramu: odgovaramo."),
        ("sr", "Zaprati nas na TikToku – odmah!"),
        ("sr", "Našli su me na TikToku kao dete."),
        ("sr", "Njegov nalog je lažan."),
        ("sr", "Njen profil je ukraden, a slike podeljene."),
        ("sr", "Moj nalog je zaštićen lozinkom."),
        ("sr", "Instagram: saveti za roditelje"),
        ("sr", "TikTok: zabava ili opasnost?"),
        ("sr", "Naš profil je zajednički."),
        ("sr", "Moja stranica na Fejsbuku je ugašena."),
        ("sr", "Moj brat kaže da je TikTok droga."),
        ("sr", "Na mom profilu je slika psa."),
        ("sr", "Pratite dete na Instagramu: razgovarajte."),
        ("sr", "Dodaj me na Instagramu ako me znaš."),
        ("sr", "Naš kanal je otvoren za sve."),
        ("sr", "Tražio je da mu pišem na Snapchatu: noću, tajno."),
        ("sr", "Instagram mi je prozor u svet."),
        ("sr", "Мој Инстаграм је мој свет."),
        ("sr", "Није ми инстаграм живот."),
        ("sr", "Snap mi je obrisao nalog."),
        ("sr", "insta mi je blokirala prijavu"),
        ("sr", "Moj discord je bučan."),
        ("sr", "Njegov profil je bio prazan. Moj profil je vidljiv svima."),
        ("sr", "Dopisuje se na Viberu sa nepoznatima."),
        ("sr", "Nađi me na Fejsbuku."),
        ("sr", "Pišite nam na Instagram stranici."),
        ("bg", "Моят инстаграм е заключен."),
        ("bg", "Моят профил е личен и няма снимки."),
        ("bg", "Инстаграмът ми е скучен."),
        ("bg", "Тиктокът ми е забранен."),
        ("bg", "Пиши ми в инстаграм довечера."),
        ("bg", "В инстаграм съм щастлива."),
        ("bg", "В дискорд съм почти всеки ден."),
        ("bg", "Профилът ѝ е откраднат, а снимките разпратени."),
        ("bg", "Намери ме във фейсбук."),
        ("bg", "Последвайте ни в инстаграм: правила и награди."),
        ("bg", "Инстаграм: съвети за родители"),
        ("bg", "Последва ме в тикток като луд."),
        ("bg", "Моят снапчат е празен."),
        ("bg", "Акаунтът ми е хакнат."),
        ("bg", "Профилът ми е само за приятели."),
        ("bg", "Нашият канал е отворен за всички."),
        ("en", "My Instagram is locked."),
        ("en", "my account is hacked"),
        ("en", "My TikTok is full of cats."),
        ("en", "My profile is set to friends only."),
        ("en", "On TikTok I'm different."),
        ("en", "On Instagram I am careful."),
        ("en", "Message me on Snapchat anytime."),
        ("en", "Follow us on Instagram as usual."),
        ("en", "Find us on Instagram – soon!"),
        ("en", "Our channel is open to all."),
        ("en", "Her account was fake and his account is gone."),
        ("en", "My Snapchat is just memes."),
        ("en", "Instagram: tips for parents"),
        ("en", "Add me on Discord or text me."),
        ("en", "His profile is empty, my handle is taken."),
        ("en", "Follow your child on TikTok: talk first."),
        ("en", "My page is blank."),
        ("en", "On Snapchat it's easy to forget."),
        ("en", "Our Instagram is run by pupils."),
        ("en", "My insta is basically dead"),
    ],
)
def test_what_is_said_of_an_account_is_no_name(language: str, text: str) -> None:
    assert told(text, language) == []


def test_each_of_many_names_is_found() -> None:
    assert told("Kontakt: insta – markopet, snap – malasova", "sr") == ["markopet", "malasova"]


def test_point_makes_a_name_unless_a_blank_is_lost() -> None:
    assert told("Moj instagram je mala.sova.", "sr") == ["mala.sova"]
    assert told("Moj instagram je zaključan.Piši na drugi.", "sr") == []


def test_word_in_other_letters_is_a_name_whatever_it_ends_with() -> None:
    assert told("Мој инстаграм је zakovan.", "sr") == ["zakovan"]
    assert told("Мој инстаграм је закован.", "sr") == []
    assert told("Мој инстаграм је private.", "sr") == []


def test_name_is_told_as_it_is_written() -> None:
    assert told("Запратите ме на Тиктоку: МалаЉуљашка!", "sr") == ["МалаЉуљашка"]
