"""Ordinary words: what is commonly said of an account, so that it is no name of one."""

from __future__ import annotations

from beacon.patterns import regex
from beacon.safeguarding.given_names import is_given_name
from beacon.safeguarding.patterns import small
from beacon.safeguarding.sentences import Sentence, plain

_ENGLISH = """
taken stolen broken frozen known shown seen given lost left kept made shut found sold over wrong
private public secret hidden locked open closed gone down back new old full empty blank mine yours
ours theirs here there off away fake real dead fine safe great cool good nice bad best worst
better worse okay home life world everything nothing something happy sorry alone lonely young
older busy live quiet weird toxic trash crazy funny scary creepy silly angry nasty pretty easy
lazy messy ready tiny shy rude kind calm free clean clear dark huge small large simple special
normal strange always usual well before after again soon now today tonight tomorrow yesterday
later anytime sometime sometimes never often please thanks thank instead also first only either
both once twice friend friends guest kids kid group team class school child children parents
people someone anyone nobody everyone online offline linked page account profile channel server
story stories chat direct reels dms feed post posts video videos photos help hello welcome yes
sure bye hobby diary journal escape problem monday tuesday wednesday thursday friday saturday
sunday weekend week month year rules safety privacy settings basics advice news quiz poll myself
ourselves mostly weekly daily gross awful wild blocked banned next that this what when where
because then than more less much
"""
_SERBIAN = """
gotov gotova gotovo super lep lepa ruzan ruzna cool kul glup glupa los losa dobar dobra dobro
bolji bolja star stara staro nov nova novo pun puna tudj tudja svoj svoja moja moje moji tvoj
tvoja njen njena njegov isti ista drugi druga prvi prva treci javna tajan tajna mali mala veliki
velika ceo cela hobi posao zivot svet dnevnik album prozor ogledalo problem pakao raj beg mesto
prostor dom kutak drug drugar drugari prijatelj prijatelji neprijatelj navika droga zabava skola
sve nista svasta nesto neko niko svako dosta najvise najmanje okej mrak haos cirkus fora muka
briga sramota slika slike bajka prica strah uzas uteha nagrada kazna izbor izlog plan predlog cilj
razlog primer odgovor pitanje pravila saveti odmah danas sutra veceras sinoc uvek nikad nikada
nekad nekada ponekad kasnije posle ranije opet ponovo slobodno obavezno samo vec lako brzo cesto
retko dugo malo mnogo puno stalno uskoro sada hvala molim vazi moze nemoj hajde uzivo online
onlajn offline oflajn inkognito zajedno ovde ovako tako tamo svima svaki ujutru ujutro uvece nocu
petkom vikendom leti zimi gost gosti grupa tim razred odeljenje dete deca senka lud luda clan
clanovi moderator admin administrator ekipa centar volonter volonteri obicno inace sama sami zrtva
svuda svugde nigde negde profil profilu stranica stranici stranicu nalog nalogu kanal kanalu
serveru grupi stori storiju poruci cetu lajvu direktu lajv uvod kraj zdravo cao bitno vazno tema
igra igre kviz pauza problemi zabrana opasnost nepoznati hit fake srecan srecna tuzan tuzna jednom
dvaput ponedeljkom utorkom sredom cetvrtkom subotom nedeljom licno glavni sporedni zadnji
poslednji pravi prava lazni lazna bezbedan trenutno prvenstveno zauvek
"""
_BULGARIAN = """
позната познато познати мой моя мое наш наша нов нова ново стар стара старо пълен пълна личен
супер готин готина яка скука всичко нищо нещо някой никой живот живота свят света дневник хоби
проблем място дом убежище страст приятел приятели грижа тайна таен тайни винаги никога понякога
веднага сега днес утре довечера после пак отново скоро моля мерси благодаря добре само още вече
лесно бързо често рядко онлайн офлайн заедно тук там всички тима клас отбор група училище екип
гост дете деца преди сянка луд луда жертва админ модератор участник доброволец нали айде хайде
може чат чата лично лайв стори страница страницата групата профила канала сървъра правила съвети
сигурност игра игри забава опасност помощ лош лоша добър добра глупав сам сама ужас страх ад рай
същият същото друг друга чужд чужда ясно петък събота неделя понеделник вторник сряда четвъртък
лятото тихо малко много щастлив щастлива
"""
_WHOLE = frozenset(f"{_ENGLISH} {_SERBIAN} {_BULGARIAN}".split())
_ENDINGS = {
    "en": regex(
        r"\w{2,}(?:ed|ing|ous|ful|less|able|ible|ive|ical|ial|nal|ral|ual|tic|ly|ent|ant|ary|ory|"
        r"ish|est|tion|ment|ness|ity|ism)"
    ),
    "sr": regex(
        r"\w{2,}(?:an|en|ut|at|av|iv|ao|eo|io|uo|ost|anje|enje|stvo|cija|fija|pija|gija|rija|"
        r"[aei]ji|ije|[bcdjlmprstvz]n[aoieu]|[bcdjlmnprtvz]sk[aoieu]|ck[aoieu]|[aeiu]l[aieo]|(?:[aei])m|"
        r"(?:[aei])mo|jte|ite|nom|noj)|\w{2,}(?:en|(?:[ao]v|ir|[aeiou][cdjkstz])an)[aoie]|\w{4,}(?:ut|at|iv)[aoie]|\w{4,}ki"
    ),
    "bg": regex(
        r"[а-яѝ]{2,}(?:ен|ан|ян|ят|ат|ит|ут|ив|ав|ов|ев|ал|ял|ил|ел|[аяие]л[аои]|ск[аои]|ски|ост|"
        r"ане|ене|ство|ция|[гфпрн]ия|ам|ям|им|ем|аме|яме|име|еме|йте|ете|[бвгджзклмнпрстчш]н[аои])|"
        r"[а-яѝ]{3,}(?:ен|ан|ит|ут|ив|ав|ов|ев)[аои]"
    ),
}
_CYRILLIC = regex("[А-яЀ-џ]")
_NO_LETTER = regex(r"[\d_]")
_HOST = regex(r".*\.(?:com|net|org|png|jpg|pdf)")


def is_ordinary(word: str, sentence: Sentence) -> bool:
    """Tell whether a word, as it is written in a sentence, is one that is said of an account.

    A point in it makes it a name, but for one behind which the next sentence has lost its blank:
    "zaključan.Piši".
    """
    said = small(plain(word, sentence.language))
    if _HOST.fullmatch(said):
        return True  # it is told as a link
    first, point, second = word.partition(".")
    if point:
        return second[:1].isupper() and first.islower() and is_ordinary(first, sentence)
    if _NO_LETTER.search(word) or is_given_name(word):
        return False
    if said in _WHOLE or said.rpartition("-")[2] in _WHOLE:
        return True
    foreign = not _CYRILLIC.search(word) and _CYRILLIC.search(sentence.text)
    return not foreign and _ENDINGS[sentence.language].fullmatch(said) is not None
