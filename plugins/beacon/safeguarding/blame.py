"""Blame: what lays the fault on whom it happened to.

Reproach ("what did you expect") is found always, since its "not" is part of it. An accusation
("it is her fault") is found unless its clause denies it, or the sentence says that it is wrong or
has spoken of the offender.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from beacon.patterns import regex
from beacon.safeguarding.patterns import compiled
from beacon.safeguarding.sentences import Passage, Sentence

_EN_WHO = r"(?:she|he|they|you)"
_EN_WHOM = (
    r"(?:girls?|boys?|people|kids?|children|teens?|teenagers?|those|anyone|anybody|whoever|"
    r"pupils?|victims?)"
)
_EN_DID = (
    r"(?:send|sent|sending|post|posted|posting|share|upload|talk|chat|write|wrote|reply|answer|"
    r"accept|trust|believe|"
    r"give|gave|open|click|meet|met|go|let|add|put|dress|flirt|show|tell|fall|take|keep|agree|"
    r"stay|wait)\w*"
)
_SR_AUX = r"(?:je|si|su|ste|bi)"
_SR_DID = (
    r"(?:sla(?:la|o|li|le)|salj\w+|posla\w+|pisa\w+|odgov(?:ara|ori)\w+|prihva\w+|objav\w+|"
    r"postavi\w*|postavlja\w*|kaci\w+|okaci\w+|"
    r"verova\w+|poverova\w+|dopis\w+|prista(?:la|o|li|je\w*)|da(?:la|o|li)|otvor\w+|klik\w+|"
    r"otis\w+|pus[ts]\w+|javlja\w+|javi\w+|"
    r"prica\w+|dopus\w+|dozvol\w+|slika\w+|snim\w+|dodava\w+|doda(?:la|o)|obukl?\w*|oblaci\w*|"
    r"ulazi\w+|usla|usao|isla|isao|cuti\w+|ces?kal?\w*|upozna\w+)"
)
_BG_DID = (
    r"(?:прат\w+|пращ\w+|изпра\w+|пис\w+|пиш\w+|отгов(?!орн)\w+|прие\w*|публик\w+|кач\w+|"
    r"довер\w+|вярв\w+|повярв\w+|даде\w*|"
    r"дава\w*|дал\w*|отвор\w+|отвар\w+|кликн\w+|отиде\w*|отиш\w+|ходи\w*|срещ\w+|говор\w+|"
    r"съгласи(?!е)\w*|позвол\w+|допус\w+|сним\w+|добав\w+|облич\w+|облече\w*|показ\w+|мълч\w+|"
    r"чака\w*)(?<!ме)"
)

_SIGNS = r"[^\w\n]*"
"""Signs before or behind the words of a sentence, but none of the next line of a passage: else
lines without words are looked through again from each of them."""

_REPROACH = compiled({
    "en": "|".join((
        rf"(?<!nothing ){_EN_WHO}(?: really| just| simply| two| all)? (?:should(?: not|n't|"
        rf" never)?(?: really| just)? have|should've|shouldn't've|ought (?:not )?to have|"
        rf"could have (?:just |simply |easily )?(?:said|block|stop|left|walk|logg|refus|thought|"
        rf"known|avoid|ignor|prevent)\w*)",
        r"should(?:n't| not| never) have\b(?! been\b(?! so))|should(?: have|'ve) (?:known|"
        r"thought|been more|listened|seen)|knew? (?:exactly |perfectly |"
        r"very )?(?:well )?what (?:she|he|they|you) (?:was|were) (?:doing|getting)",
        rf"what (?:else |on earth |exactly )?(?:did|were|was) {_EN_WHO} (?:really |actually |"
        rf"even |honestly )?(?:expect|think|imagine|hop|believ)\w*(?! of| about| from (?:this|"
        rf"the|our|a)\b)|what (?:else )?do(?:es)? {_EN_WHO} expect(?! from)",
        rf"what (?:did|do) {_EN_WHOM}\b.{{0,40}}\b(?:expect|think would)",
        rf"wh(?:y|at for)(?: on earth| even| would| the hell)? (?:did|would|do|does|was|were|"
        rf"had) {_EN_WHO} (?:even |ever |just |have |keep |have to |need to |not )*{_EN_DID}",
        rf"why (?:didn't|did not|hadn't) {_EN_WHO}|why (?:did )?{_EN_WHO} {_EN_DID}|"
        rf"why was (?:she|he) (?:wearing|alone|out|online|there|up)|what was (?:she|he) (?:doing|"
        rf"wearing)",
        rf"how could {_EN_WHO} (?:be so|be that|ever|even|just|{_EN_DID})",
        rf"if (?:only )?{_EN_WHO} (?:just |simply )?(?:had(?: not|n't| never)|hadn't|didn't|"
        rf"did not|weren't|wasn't|were not|was not)|had {_EN_WHO} (?:not|never|only|just|"
        rf"listened|been)|if only {_EN_WHO}|if {_EN_WHO} had (?:only|just|listened|been|kept|"
        rf"thought|said)",
        r"(?:would(?:n't| not| never)|nothing would|none of (?:this|it|"
        r"that) would) have (?:ever )?(?:happen|suffer|been (?:bullied|hurt|blackmail|hack))\w*",
        r"(?:nobody|no one|no-one) (?:made|forced|asked|told) (?:you|her|him|them) to|can(?:'t|"
        r"not) (?:really )?(?:complain|blame (?:him|them|others|anybody|anyone))|(?:don't|"
        r"do not|shouldn't|should not|mustn't|can't|cannot|needn't) (?:then )?(?:be surprised|"
        r"complain|cry about|act surprised|play the victim)",
        rf"would never have (?:sent|posted|opened|clicked|met|gone|replied|answered|trusted|"
        rf"accepted|undressed|told)|(?:no (?:wonder|surprise)|not surpris\w+|"
        rf"hardly surpris\w+)\b.{{0,14}}\b(?:{_EN_WHO}|it|this|that|someone|somebody)\b",
        rf"what was {_EN_WHO} thinking|what were {_EN_WHO} thinking|not (?:so |that |"
        rf"really )?(?:innocent|a victim|without (?:blame|fault))|(?:isn't|wasn't|aren't) (?:so |"
        rf"that |exactly |entirely |really )?innocent|never thinks? before",
    )),
    "sr": "|".join((
        r"ni(?:je|si|su|ste) (?:ni |to |joj |mu |uopste )*(?:treba|sme)(?:lo|la|o|li|"
        r"le)\b(?! (?:dugo|mnogo|puno|vise|ni))|ni(?:je|si|su) mora(?:la|o|li)|(?:treba|"
        r"mora)(?:la|o|li|lo|le) (?:je|si|su) (?:da |ranije |bolje |malo |vise |dobro )*(?:zna|"
        r"misli|razmisl|pazi|slusa|bude|budu|vodi|predvid|odbij|pretpostav|pogleda)\w*",
        r"(?:je|si|su) (?:to |i |sam\w* )?(?:treba|mora|mog)(?:la|o|li|lo|ao) (?:da |ranije |"
        r"bolje |malo )*(?:zna|misli|razmisl|pazi|slusa|bude|budu|predvid|odbij|pretpostav|"
        r"blokira)\w*",
        r"(?:sta|sto) (?:je|si|su|ste) (?:ti |ona |on |oni |uopste |drugo |onda |bre |zapravo |"
        r"sebi )*(?:mislil?\w*|ocekiva\w+|zamislja\w+|umisli\w+|htela|hteo)(?<!mislilo)|(?:sta|"
        r"sto) (?:drugo )?(?:ocekuje(?!te)\w*(?! od)|misli(?:s|te)? da ce)|"
        r"(?:a )?sta (?:se )?(?:drugo )?moglo (?:se )?ocekivati|kako ni(?:si|je|su) (?:mog\w+ |"
        r"zna\w+|shvati\w+|vide\w+|pomisli\w+|razmisl\w+)",
        r"(?:a )?sta (?:si|ste) (?:se |mu |joj |im |uopste )*(?:sla(?:la|o|li)|slika\w+|kaci\w+|"
        r"otvara\w+|prihvata\w+|dopisiva\w+|trazi(?:la|o|li)|svlaci\w+)",
        rf"(?:zasto|zbog cega|cemu|^{_SIGNS}(?:a |e |pa )?(?:ti |ona )?sto) (?:je|si|su|ste|nisi|"
        rf"nije|nisu) (?:\w+ ){{0,3}}?{_SR_DID}|(?:zasto|cemu) (?:mu |joj |im |uopste |to |ti |on |"
        rf"ona )*(?:salje[sm]?|veruje[s]?|odgovara[s]?|kaci[s]?|dopisuje[s]?|objavljuje[s]?|"
        rf"oblaci[s]?)(?! se na)\b",
        rf"(?:^{_SIGNS}|(?:a|i|ali|jer|e) |[,;:–] ?(?:a |ali )?)"
        r"da (?:samo )?(?:nisi|nije(?! bilo)|nisu|niste) (?:\w+ ){0,4}?"
        r"\w+(?:la|lo|o|li|le)\b.{0,80}\b(?:ne bi\w*|sve|danas|sad)|"
        rf"^{_SIGNS}da (?:nisi|nije(?! bilo)|nisu|niste|si|je|su) (?:samo |"
        r"malo )?(?:bi\w+ )?(?:se )?(?:\w+(?:la|o|li|le))\b|ne bi\w* (?:\w+ ){0,5}(?:desi|dogodi|"
        r"bilo|prosl|ucenj|strada|nastrada|uvredi|snasl)\w*.{0,60}\bda (?:nisi|nije|nisu|si|je|"
        r"su)\b|nista (?:se )?(?:od toga |od ovoga )?ne bi (?:se )?(?:desi|dogodi|bilo)\w*|"
        r"ne bi (?:joj |mu |ti |im )?se (?:to |ovo |nista )?(?:ni )?(?:desi|dogodi)\w*",
        r"ne cudi\w* me|nemoj\w* da se (?:cudi|zali)\w*|"
        r"zna(?:la|o|li) (?:je|si|su) (?:\w+ )?u sta se|niko (?:ti|joj|mu|im) nije (?:reka\w*|"
        r"kaza\w*)|"
        r"zar ni(?:si|je|su) (?:\w+ )?(?:zna|vide|misli|shvat|pomisli)\w*|niko (?:te|je|ga|ih|"
        r"vas) (?:\w+ )?nije (?:\w+ )?(?:tera|prisil|natera|mol|zva|vuk)\w*|nije te niko (?:tera|"
        r"prisil|natera|mol)\w*|nije (?:ni )?cudo|(?:nek\w*|ne(?:moj\w*)?|"
        r"nema\w*) (?:\w+ ){{0,3}}?(?:zali(?!\w*uj)|zale|zalis|zalite|cudi|cude|cudis|iznenad\w+|"
        r"kuka(?:j\w*)?\b|place\w*|glumi zrtv\w*)\b(?! se nama)",
        r"(?:tako|i|bas) (?:ti|joj|mu|im) (?:i |je |to )*treb\w+|(?:sta|sto|cemu) (?:ti|joj|mu|"
        r"im) (?:je |to |ce |sve )*treb\w+|ko (?:ti|joj|mu|im) (?:je )?kriv\b|ko (?:te|je|ga|"
        rf"ih) (?:je )?tera\w*|neka (?:joj|mu|im|ti)(?={_SIGNS}$|[,.!;]| (?:sad|kad|i )\b)|"
        r"nije (?:ni (?:on\w?|ti) |bas |ona |on )*(?:nevin\w*|nevinasce|naivka|bez krivice)|"
        r"ima[slo]* (?:pameti|mozga)",
    )),
    "bg": "|".join((
        r"не (?:трябваше|биваше|е трябвало|беше нужно) (?:да|изобщо)|(?:трябваше|можеше|"
        r"редно беше) (?:просто |първо |по-рано |по-добре )?да (?:просто |се |го |я |ги |му |"
        r"ѝ )*(?:знае|внимав|помисл|мисл|слуша|предвид|отка|блокир|сети|провер|бъде|си по)\w*",
        r"какво (?:друго |пък |все |изобщо |си |е |сте |са |тя |той |ти |точно )*(?:мисл(?:еше|"
        r"ехте|еха|ел\w*|ил\w*)|очаква(?:ше\w*|ш|л\w*|хте)\b(?! от)|въобраз\w+|представя\w+)|"
        r"какво друго (?:да|може|можеше)\b|какво (?:си |е )(?:търсил\w*|правил\w*|пращал\w*|"
        r"снимал\w*)|как (?:не|можа|може) (?:си |се |да |е |ти |тя |той |пък |толкова |"
        r"изобщо )*(?:усет|сет|разбр|помисл|вярв|повярв|прат|довер|даде|бъде|глупав|наив|върж|"
        r"хван)\w*",
        rf"(?:защо|що|за чий) (?:ти |тя |той |те |си |се |е |са |му |ѝ |й |им |го |ги |я |ли |"
        rf"изобщо |въобще |трябваше |да |не |толкова |такив\w |голи |снимк\w+ )*{_BG_DID}|"
        rf"защо (?:изобщо |въобще )?(?:ти|ѝ|му|им|й) (?:трябва|беше)\w*",
        r"ако (?:само )?не (?:беше|бе|бяха|бяхте)\b(?! (?:приятел|учител|вие|родител))|"
        r"ако (?:само )?не (?:му |ѝ |й |им |се |си |го |я )*(?:кач|пращ|прат|пиш|отгов|публик|"
        r"обли|говор|вярв|приема|даваше|даде)\w*(?:ше|хте|ха)\b|ако (?:само |поне )?(?:беше|бе|"
        r"бяха) (?:по-|внима|слуша|послуша|помисл|мисл|каза|отказ|бил)\w*|да не (?:беше|бяха|бе|"
        r"си) |нямаше (?:нищо )?(?:да|и да) (?:се |му |ѝ |й |ти |им |я |го |ги )*(?:случ|стан|"
        r"постра|тормоз|изнуд|подигр|хван|е в)\w*|нищо (?:от това )?нямаше да",
        r"не (?:ме|е) (?:учуд|изненад)\w*|знаеше\w* (?:\w+ )?в какво|"
        r"никой не (?:ти|му|ѝ|й|им) (?:е )?(?:каз|рек)\w*|(?:пада|падна) (?:му|ѝ|й|ти|им) се|"
        r"(?:му|ѝ|й|ти|"
        r"им) се пада|(?:да )?(?:не|недей\w*|нека не) (?:да )?(?:се )?(?:оплаква|чуди|учудв|"
        r"изненадв|прави на жертв)\w*|(?:нищо|никак не е|не е) чудно|никой не (?:я|го|те|ги|"
        r"ви) (?:е |беше )?(?:кара|нака|прину|моли|натис)\w*|не е (?:толкова |чак |и )?(?:невин|"
        r"без вина)\w*|да (?:си|беше) (?:мисл|внима|гледа|седя|трая)\w*|къде (?:ти|ѝ|му) (?:беше|"
        r"е) (?:акъл|ум)\w*",
    )),
})  # fmt: skip

_ACCUSED = compiled({
    "en": "|".join((
        r"(?:your|her|his|their|the victim's|victims'|my|the girl's|the boy's|"
        r"the child's)(?: very)? own (?:fault|mistake|doing|stupidity|choice)|(?:is|was|it's|are|"
        r"all|partly|also|only|entirely|just) (?:all |partly |also |only |entirely |just |"
        r"really |mostly )?(?:your|her|his|their|the victim's|the girl's|the boy's|"
        r"the child's) (?:own )?(?:fault|mistake|doing)|(?:your|her|his|their|"
        r"the victim's) fault|fault (?:is|was|lies) (?:\w+ )?(?:hers|yours|with (?:her|you|"
        r"the victim))|share of the (?:blame|fault|guilt)",
        r"ask(?:ed|ing) to be (?:bulli|hurt|mock|hit|laugh|tease)\w*|ask(?:ed|ing) for (?:it|"
        r"this|that)(?! to\b)|(?:ask|begg?|look)(?:ed|ing|"
        r"s)? for (?:trouble|attention)|(?:begged|begging|been looking|were looking|"
        r"was looking) for it|attention.seek\w*|seek\w* attention|want(?:ed|"
        r"s)? (?:the )?attention|(?:she|he|you|they) (?:really |secretly )?wanted it|(?:had|has|"
        r"have) it coming",
        r"(?:got|get|gets|getting|had) (?:only |just |exactly )?what (?:she|he|they|you|'s|"
        r"is)(?:'s|'d| had| have)? ?(?:only |really )?(?:deserv|ask|want|com|look)\w*|deserv(?:e|"
        r"ed|es) (?:it|this|that|what|everything|to be (?:bullied|mock|hurt|laugh|blackmail|hack|"
        r"punish|insult|hated)\w*)|serv(?:es?|ed) (?:you|her|him|them) right|(?:br(?:ought|"
        r"ing\w*)|call(?:ed)?) (?:it|this|that|all this|trouble)(?: all)? (?:on|upon) (?:your|"
        r"her|him|them)sel\w+|(?:only|nobody|just) (?:have |has |had )?(?:but )?(?:them|your|her|"
        r"him|one)sel\w+ to (?:blame|thank)|(?:blame|thank) (?:only )?(?:your|her|him|"
        r"them)sel\w+",
        rf"(?:{_EN_WHO}|{_EN_WHOM}|victims?|girl|boy|child)\b[^,]{{0,45}}?(?:'s|'re| is| are|"
        rf" was| were) (?:partly |also |just as |equally |themselves |herself |himself |the one |"
        rf"only one |ones? )*(?:to blame|guilty|at fault)|"
        rf"{_EN_WHOM} who {_EN_DID}.{{0,50}}\b(?:asking|deserve|have no right|know what|get what|"
        rf"only have|should expect|must expect|should know|are (?:stupid|naive|dumb|silly|"
        rf"fools))\w*",
        r"(?:so|too|that|how|very|really|pretty|quite|incredibly|such an?|just|being|been|is|was|"
        r"were|are) (?:so |too |that |very |really |just |a bit |a little )?(?:naive|stupid|"
        r"gullible|careless|foolish|reckless|dumb|silly)\b(?! (?:question|joke|game|meme|dance|"
        r"face|song|video|walk|hat|idea))|(?:stupid|dumb|naive|silly|foolish|careless|"
        r"crazy) (?:enough |of (?:you|her|him|them) )(?:to)?",
        r"provok(?:e|ed|es|ing) (?:him|her|them|it|the|this|boys)|(?:led|leading|lead) (?:him|"
        r"them|her) on|(?:tempt(?:ed|ing)|teas(?:ed|ing)) (?:him|them|boys)|(?:dress(?:ed|es|"
        r"ing)?|clothes|look(?:ed|ing)?) like (?:that|this)\b|(?:let|allowed) (?:it|"
        r"this) (?:to )?happen|(?:your|her|his|their) own (?:two )?(?:actions|behaviou?r) (?:led|"
        r"caused|brought)|let (?:him|her|your|them)sel\w+ be \w+|(?:live|cope|"
        r"deal) with the consequences|consequences of (?:your|her|his|their)|(?:it|this|that|"
        r"blame|fault)(?:'s| is| was) (?:\w+ )?on (?:her|him|you|them)\b|like (?:an idiot|"
        r"a fool)|learn(?:ed|t|s)? (?:your|her|his|their) lesson|(?:that's|that is|"
        r"this is) what (?:you get|she gets|he gets|they get|happens (?:when|if|to))|(?:she|he|"
        r"they|you) started it|made (?:him|them) do it|own worst enemy",
    )),
    "sr": "|".join((
        r"sam\w? (?:\w+ ){0,3}?(?:kriv|odgovorn|skrivi)\w*|(?:kriv[aio]?|krive|odgovorn\w) (?:je|"
        r"si|su|ste) (?:\w+ )?(?:sam\w?\b|jer|sto|zato|ona\b|ti\b|zrtva|i )|(?:on|ona|ti|oni|one|"
        r"zrtv\w+|devojk\w+|devojcic\w*|decak|decaci|momak|dete|deca) (?:\w+ ){0,3}?(?:je|si|su|"
        r"ste) (?:\w+ ){0,2}?kriv(?:a|i|e|o)?\b|kriv(?:a|i|e)? (?:si|je|su) (?:jer|sto|za ovo|"
        r"za to|za sve)|(?:i|delimicno|ipak|donekle|najvise) (?:je |si |su )?(?:\w+ )?kriv(?:a|i|"
        r"e)?\b|(?<!ko )(?:si|je|su) (?:sam\w? |i |za sve |za to |ipak )*kriv(?:a|i|e|"
        r"o)?\b(?= (?:sto|jer|za|kad|zato))",
        r"(?:tvoj|njen|njegov|njihov|svojom|sopstven|zrtvin)\w* (?:je |su |sopstven\w+ |"
        r"licn\w+ )?(?:krivic|gresk|glupost)\w*|krivic\w+ (?:je|snosi|lezi) (?:\w+ )?(?:tvoj\w*|"
        r"njen\w*|njegov\w*|njihov\w*|na (?:njoj|njemu|tebi|zrtv\w+)|zrtv\w+|on\w?\b)|"
        r"deo (?:krivice|odgovornosti)|snos\w+ (?:deo )?(?:krivic|odgovornost|posledic)\w*|"
        r"(?:samo|jedino) (?:sebe|sebi) (?:\w+ )?(?:mo\w+|ima\w*|treba)?|(?:sebe|sebi) (?:da |"
        r"moze da |mozes da |mogu da )?(?:krivi|okriv|zahval)\w*",
        r"traz(?:i(?:o|la|li|le|s)|e)\b (?:\w+ ){0,3}?(?:to\b|nevolj\w*|belaj\w*|djavol\w*|"
        r"vrag\w*|problem\w*|paznj\w*)|to (?:je |si |su )(?:sam\w? |bas |i |"
        r"upravo )*(?:trazi(?:o|la|li|le)|zasluzi\w+)\b|(?:izaziv|zazv|priziv|"
        r"privlac)\w* (?:nevolj|belaj|vrag|djavol|paznj)\w*|(?:sam\w? (?:je |si |su |sebi )|"
        r"sebi (?:je |si |su ))(?:\w+ ){0,2}?(?:trazi(?:o|la|li|le)|izazva\w+|navuk\w+|kriv\w*|"
        r"zakuva\w*|napravi\w+ problem\w*|dovel\w* sebe|nakaci\w*|dozvoli\w+|dopusti\w+|"
        r"izabra\w+|namesti\w+)",
        r"dobi\w+ (?:\w+ ){0,3}?(?:sto|sta|koliko|po) (?:\w+ ){0,2}?(?:zasluz|traz|zasluge|"
        r"hte)\w*|zasluz(?:i\w+|uj\w+) (?:je |si |su )?(?:i )?(?:to\b|ovo|sve|sto|"
        r"svak\w+ (?:uvred|batin)\w*|da (?:joj|mu|im|ti|ih|ga|je) (?:se |bude |to |svi )*(?:rug|"
        r"smej|desi|dogod|ucen|bij|vred|tuk|kazn|zadirk)\w*)|dobi\w+ (?:\w+ )?zasluzen\w*|"
        r"sta (?:si |je )?(?:tra[zž]i\w+|sejal\w*),? to",
        r"(?:tako|toliko|previse|bas|bil[aie]|bio|ispa\w+|dovoljno|prilicno|malo|stvarno|strasno|"
        r"kako|zato sto (?:je|si)|jer (?:je|si|su)|je|si|su|onako|budal\w+ i) (?:je |si |su |"
        r"bi\w+ )?(?:naivn|glup|lakovern|neoprez|nesmotren|blesav|lakomislen|neodgovorn|"
        r"povodljiv)(?:a|o|i|e|an|om|u)?\b(?! (?:pitanj|sal|igr|smes|pesm|video|mim)\w*)|"
        r"(?:naivn|glup|lakovern|neoprezn|nesmotren|lakomislen)\w* (?:je|si|su) (?:bil\w+|bio|"
        r"sto|jer|kad)|iz (?:ciste )?gluposti|naivk[aeu]|budal[aeiu]\b|glupac[ae]",
        r"(?:is)?provocira\w*|provociral\w*|izaziva(?:la|o|li|le|ti)\w* (?:ga|ih|je|decak\w*|"
        r"momk\w*|to)|izaziva\w* (?:ga|ih|momke|decake)|(?:tako|ovako|onako|"
        r"izazovno) (?:se )?(?:obuc|oblac|obuk|doter|slik|poziral?)\w*|(?:oblaci|obukl|"
        r"slika)\w* (?:se )?(?:tako|onako|izazovno)|(?:pusti|dozvoli|dopusti)\w+ (?:je |si |"
        r"su )?(?:im|mu|joj|da (?:joj|mu|im|ti|se))\b|(?:posledic\w+) (?:svoj|sopstven)\w*|"
        r"(?:snos|trp)\w+ posledic\w*|(?:zelel|hte)\w+ (?:je |su |si )?(?:samo )?paznj\w+|"
        r"sam\w? (?:je |si |su )?(?:to |sve )?(?:sebi |sebe )(?:\w+ )?(?:napravi|uradi|navuk|"
        r"doveo|dovel)\w*|(?:mog(?:la|ao|li)) (?:je|si|su) (?:samo |jednostavno |"
        r"lepo )?da (?:ga |je |ih |to |se |samo )*(?:blokira|odbij|kaze|ignorise|prekin|ugasi|"
        r"prijavi|ne odgovor|pomisli|izbegn)\w*|sta (?:je|si|su) (?:ona |on |ti |"
        r"uopste )*(?:radi|traz)(?:la|o|li|ila|io|ili)\b(?! (?:cel|ekip|grup|nas))|"
        r"nauci\w* (?:je |ce )?(?:pamet|"
        r"lekcij)\w*|to (?:je )?(?:sto )?(?:dobij|bude|biva|se desi|se desava|se dogadja|"
        r"ti je)\w* (?:kad|ko|kome|onima|ako)|(?:ko|koja|koje|koji) (?:\w+ ){0,5}(?:ne (?:sme|"
        r"treba|moze)|nema prava|mora) (?:\w+ )?(?:da )?(?:se )?(?:zali|cudi|ocekuj|racuna)\w*",
    )),
    "bg": "|".join((
        r"сам[аио]?\b,? (?:\w+ ){0,3}?(?:виновн|виновен|отговорн|отговорен)\w*|винов(?:ен|"
        r"н)\w* (?:е|си|са|сте) (?:си |и |само |единствено )*(?:сам\w?\b|тя|той|ти\b|жертвата|"
        r"момичето|момчето)|(?:тя|той|ти|те|жертвата|жертвите|момичето|момчето|детето|момичетата|"
        r"момчетата|децата)\b (?:\w+ ){0,2}?(?:е|си|са|сте) (?:\w+ ){0,2}?винов(?:ен|н)\w*|"
        r"винов(?:ен|н)\w* (?:е|си|са),? (?:че|защото|задето|понеже|щом)|(?:донякъде|отчасти|"
        r"също|пак|и (?:тя|той|ти)) (?:си )?(?:е|си|са) (?:си )?винов(?:ен|н)\w*|си (?:е |са |"
        r"си )*винов(?:ен|н)\w*",
        r"(?:вината|грешката|отговорността)(?: за това| за всичко)? (?:си )?(?:е|"
        r"си е) (?:\w+ )?(?:твоя|нейна|негова|тяхна|на (?:жертвата|момичето|момчето|детето))|"
        r"(?:твоя|нейна|негова|тяхна|собствена|собствената си|нейната|неговата|твоята) (?:си |"
        r"собствена )?(?:вина|грешка|глупост)|по (?:своя|собствена|твоя|нейна|негова) вина|"
        r"част от вината|има (?:и )?(?:своя )?вина\b|нос\w+ (?:и )?(?:част от )?вина\w*|(?:само|"
        r"единствено) (?:себе си|на себе си)|(?:себе си|на себе си) (?:да |може да |"
        r"трябва да )?(?:се )?(?:вин|обвин|сърд|благодар)\w*",
        r"(?:търс|прос|изпрос|докара|заслуж|навлече|навлич)\w* си\b (?:\w+ )?(?:го|я|ги|беля\w*|"
        r"проблем\w*|неприятност\w*|вниман\w*|сам\w?)|си (?:го |я |сам\w? )+(?:е |са )?(?:търс|"
        r"прос|изпрос|докара|заслуж|навлече|причин|избра)\w*|си (?:търс|прос|докарва|навлич|"
        r"навлече)\w* (?:беля\w*|проблем\w*|неприятност\w*)|(?:търс\w+|прос\w+|иска\w*|"
        r"привлича\w*) (?:беля\w*|белята|неприятност\w*|внимание\w*)|(?:сам\w?) (?:си )?(?:го|я|"
        r"ги) (?:е )?(?:иска|допусна|позволи|предизвика|направи|избра|търс|докара)\w*",
        r"получ\w+ (?:си )?(?:точно |само |просто |е )*(?:каквото|това,? което|заслужен\w*|което|"
        r"колкото)|заслуж\w+ (?:си )?(?:го|я|ги|това|всичко|каквото|да (?:му|ѝ|й|им|ти|го|я|"
        r"ги) )|(?:каквото|който каквото) (?:си )?(?:търси\w*|посял\w*|поиска\w*|"
        r"прав\w+),? (?:това|такова)",
        r"(?:толкова|прекалено|твърде|достатъчно|много|доста|беше|била?|били|е|са|си|"
        r"как може да (?:е|си)|така|колко|наистина|излез\w+) (?:е |си |са |била? |бил )?(?:наив|"
        r"глупав|лековер|доверчив|безотговор|лекомисл|непредпазл|неразумн|"
        r"тъп)(?!ак)\w*(?! (?:въпрос|шег|игра|смях|песен|видео|мем)\w*)|(?:наив|глупав|лековер|"
        r"доверчив|лекомисл|непредпазл)\w+ (?:беше|е била?|излезе|е|си била?)\b|"
        r"от (?:чиста )?глупост\w*|глупачк\w*|наивниц\w*|наивник\w*",
        r"провокир\w* (?:с|го|ги|момче\w*|сам\w*|ги)|(?:го|ги) (?:е )?провокир\w*|"
        r"предизвик\w* (?:го|ги|сам\w?|момче\w*)|(?:го|ги) (?:е )?предизвик\w*|(?:облич|облеч|"
        r"обле[кч]|снима)\w* (?:се )?(?:така|предизвикателно|като)|(?:така|"
        r"предизвикателно) (?:се |си )?(?:облич|облеч|снима)\w*|(?:допусна|позволи|"
        r"остави)\w* (?:да )?(?:се случи|му|им|ѝ|й|го|се)\b|последици\w* от (?:своите|"
        r"собствен)\w*|(?:нос|пон|търп)\w+ (?:си )?последици\w*|(?:да )?си нос\w+ последств\w*|"
        r"сам\w? си го (?:е )?(?:направи|причини|докара)\w*|научи\w* (?:си )?урока|(?:това|"
        r"така) (?:се )?(?:става|случва|получава)\w*,? (?:когато|като|щом)|(?:който|която|които|"
        r"момичета\w*|момчета\w*|деца\w*),? (?:\w+,? ){1,7}(?:да не (?:се|очаква)|няма право|"
        r"трябва да очаква|си търс)\w*",
    )),
})  # fmt: skip

# "Do not ask why she sent it" lays no blame.
_UNASKED = compiled({
    "en": r"(?:not|never|don't|instead of|without) (?:ask|wonder|say)\w*\b",
    "sr": r"(?:ne|nemoj\w*|nikad\w*|umesto|bez) (?:\w+ )?(?:pita\w*|pitanj\w*|kaz\w*|reci\w*|"
          r"govori\w*)",
    "bg": r"(?:не|недей\w*|никога|вместо|без) (?:\w+ )?(?:пита\w*|казва\w*|каже\w*)",
})  # fmt: skip
_NOT = compiled({
    "en": r"(?:not|never|nobody|nothing|no|no one|none|neither|nor|isn't|wasn't|aren't|weren't|"
          r"don't|doesn't|didn't|"
    r"won't|can't|cannot|without|stop|wrong to)\b",
    "sr": r"(?:nije|nisi|nisu|niste|niko\w*|nikad\w*|nikog\w*|nista|nemoj\w*|ne|ni|nema\w*|"
          r"prestan\w*|bez)\b",
    "bg": r"(?:не|никой|никога|никого|нищо|няма\w*|недей\w*|нито|без|спри|стига|никое|никоя)\b",
})  # fmt: skip
_WRONG = compiled({
    "en": r"(?:wrong|untrue|not true|isn't true|false|a lie|lies|myth|victim.blaming|"
    r"not okay|unfair)\b",
    "sr": r"(?:netacn\w+|nije tacno|nije istina|pogresn\w+|laz\w*|mit\b|mitov\w*|neistin\w*|"
          r"nije fer|nije u redu)\b",
    "bg": r"(?:невярн\w+|не е вярно|не е истина|погрешн\w+|грешно е|лъжа|мит|митове|"
    r"не е честно|не е редно)\b",
})  # fmt: skip
_OFFENDER = compiled({
    "en": r"(?:offenders?|abusers?|bull(?:y|ies)|blackmailers?|groomers?|attackers?)\b",
    "sr": r"(?:pocinil\w+|pocinioc\w*|nasiln\w+|ucenjivac\w*|zlostavljac\w*|napadac\w*)\b",
    "bg": r"(?:извършител\w*|насилни\w+|изнудвач\w*|нападател\w*)\b",
})  # fmt: skip
# Where a clause ends, so that a "not" before it denies nothing after it; not before "that".
_CLAUSE = regex(
    r"[.;!?–—]|[,:](?!\W*(?:that|da|če|че|kako|как|zato|защото|because|jer)\b)|"
    r"\b(?:but|so|ali|pa|zato|но|затова)\b",
    re.IGNORECASE,
)


def may_blame(passage: Passage) -> set[int]:
    """Return the numbers of sentences that lay a fault on somebody, whoever it is."""
    text, language = passage.small, passage.language
    return text.having(_REPROACH[language]) | text.having(_ACCUSED[language])


def blame(sentence: Sentence) -> Iterator[str]:
    """Yield what lays the fault on whom it happened to; what denies it does not."""
    text, language = sentence.small, sentence.language
    if _WRONG[language].search(text):
        return
    for match in _REPROACH[language].finditer(text):
        if not _UNASKED[language].search(text[: match.start()]):
            yield sentence.words(match)
    for match in _ACCUSED[language].finditer(text):
        clause = _CLAUSE.split(text[: match.end()])[-1]
        offender = _OFFENDER[language].search(text[: match.start()])
        if not (offender or _NOT[language].search(clause)):
            yield sentence.words(match)
