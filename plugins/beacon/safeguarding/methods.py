"""Methods: what tells how somebody hurt themselves, or could.

A text that only speaks of the subject is fine; a means beside what was done with it is not
(WHO, Preventing suicide: a resource for media professionals, 2023). Tablets and ropes have other
uses, so that most patterns want a means and a verb close together. Challenges that hurt count too.
"""

from __future__ import annotations

from collections.abc import Iterator

from beacon.safeguarding.patterns import compiled, near
from beacon.safeguarding.sentences import Passage, Sentence

_EN_PILLS = r"pills?|tablets|medicines?|medication|painkillers?|paracetamol|sleeping pills?|drugs"
_EN_MANY = (
    r"all|many|much|handful|box(?:es)?|packs?|packets?|bottle|whole|entire|extra|several|dozens?|"
    r"\d+|ten|twelve|fifteen|twenty|thirty|forty|fifty|mix\w*|alcohol|vodka|beer|wine"
)
_EN_SELF = r"(?:your|him|her|my|them|one|our)sel(?:f|ves)"
_EN_BODY = r"wrists?|veins?|arms?|forearms?|thighs?|legs?|skin|hands?|stomach"
_EN_BLADE = r"blades?|razors?|knife|knives|sharpeners?|glass|scissors|needles?|compass"
_EN_HIGH = (
    r"roofs?|rooftops?|bridges?|balcony|windows?|ledge|tower|cliff|viaduct|"
    r"(?:\w+th|first|second|third|top) floor|tall building|crane"
)
_EN_RAIL = r"rails?|railway|tracks?|trains?|metro|tram|lorry|truck|wagons?"
_EN_FAINT = (
    r"faint\w*|pass(?:es|ed|ing)? out|black(?:s|ed|ing)? out|blackout|unconscious\w*|see(?:s|"
    r"ing)? stars|saw stars|dizzy|spin(?:s|ning)?"
)
_EN_TIE = r"rope|noose|belt|scarf|cord|cable|ligature"
_EN_DARE = r"challenges?|dar(?:e|es|ed|ing)|bets?|trend|game"
_EN_POISON = r"bleach|detergent|washing pods?|poison|deodorant|lighter gas|glue|antifreeze|gas"

_SR_PILLS = r"tablet[aeu]\w*|pilul\w*|lekov\w*|leka|bensedin\w*|sedativ\w*|analgetik\w*|brufen\w*"
_SR_MANY = (
    r"sve|svih|mnogo|puno|previse|sak[aeu]|kutij\w+|cel[aeu]|ceo|nekoliko|\d+|deset\w*|dvadeset|"
    r"trideset|petnaest|pet|alkohol\w*|rakij\w*|piv\w+|mes[ao]\w+"
)
_SR_BODY = r"ven[aeu]|ruk[aeu]\w*|rukama|zglob\w*|podlaktic\w*|butin\w*|nog[aeu]|koz[aeiu]\w*|zile"
_SR_BLADE = (
    r"zilet\w*|noz\w*|seciv\w*|brijac\w*|ostric\w*|rezac\w*|staklo\w*|makaz\w*|sestar\w*|"
    r"igl\w+"
)
_SR_HIGH = (
    r"krov\w*|most\w*|zgrad\w*|soliter\w*|terase?|balkon\w*|prozor\w*|litic\w*|sims\w*|"
    r"nadvoznjak\w*|"
    r"(?:sa )?\w+og sprata"
)
_SR_RAIL = (
    r"sin(?:e|a|ama)|prug\w*|voz(?:a|om|u|ova|ovi|ove)?|vagon\w*|tramvaj\w*|kamion\w*|"
    r"metro\w*"
)
_SR_FAINT = (
    r"onesve\w*|nesve\w*|(?:vidi\w*|vid[eo]\w*) zvezd\w*|zvezd\w+ (?:ne )?vidi\w*|zavrti\w*|"
    r"izgub\w+ svest\w*|gub\w+ svest\w*|svest\w* izgub\w+"
)
_SR_TIE = r"konop\w*|omc\w*|kais\w*|sal\b|sala|salom|kabl\w*|uze\b|uzeta|uzetom|kanap\w*"
_SR_DARE = (
    r"izazov\w*|klad\w+|opklad\w*|igr[aeiou]\w*|trend\w*|takmic\w+|ko ce (?:duze|najduze|"
    r"vise)"
)
_SR_POISON = r"varikin\w*|izbeljivac\w*|deterdzent\w*|otrov\w*|dezodorans\w*|lepk\w*|lepak|plin\w*"

_BG_PILLS = (
    r"хапче\w*|таблетк\w*|лекарств\w*|приспивателн\w*|успокоителн\w*|аналгин\w*|"
    r"парацетамол\w*"
)
_BG_MANY = (
    r"всички\w*|много|твърде|шеп\w+|кути\w+|цял\w+|няколко|\d+|десет\w*|двайсет\w*|двадесет\w*|"
    r"трийсет\w*|алкохол\w*|водка\w*|ракия\w*|бира|смес\w+"
)
_BG_BODY = r"вен[аи]\w*|ръ(?:ка|це)\w*|китк\w+|бедр\w+|крак\w*|кож\w+"
_BG_BLADE = (
    r"нож\w*|бръснар\w*|бръснач\w*|острие\w*|остриета\w*|стъкло\w*|ножиц\w*|игл\w+|пергел\w*"
)
_BG_HIGH = (
    r"покрив\w*|мост\w*|блок\w*|сград\w*|тераса\w*|балкон\w*|прозор\w*|скал\w+|надлез\w*|кула\w*|"
    r"\w+(?:ия|ти|ри) етаж"
)
_BG_RAIL = r"релс\w*|влак\w*|вагон\w*|метро\w*|трамва\w*|камион\w*|ж\.?п\.? лини\w*"
_BG_FAINT = (
    r"припад\w*|изгуб\w+ съзнание|губ\w+ съзнание|в безсъзнание|(?:вижд|видиш|"
    r"види)\w* звезд\w*|завие\w* свят"
)
_BG_TIE = r"въже\w*|примк\w*|колан\w*|шал\w*|кабел\w*|връзки за обувки|връв\w*"
_BG_DARE = (
    r"предизвикателств\w*|предизвик\w+|облог\w*|обзалаг\w+|басир\w+|хващат се на бас|карат|"
    r"игр\w+|кой ще"
)
_BG_POISON = r"белин\w*|препарат\w*|отров\w*|дезодорант\w*|лепил\w*|газ(?:та)?|веро"

_METHODS = compiled({
    "en": "|".join((
        r"how many pills|overdos\w*|too many (?:pills|tablets)",
        near(_EN_PILLS, r"swallow\w*|gulp\w*|empt(?:y|ied|ies)|down(?:ed|ing)|took(?! (?:the|his|"
             r"her|my|your|their) medic)|taken"),
        near(rf"(?:{_EN_MANY})\b.{{0,15}}(?<!\w)(?:{_EN_PILLS})", r"take|taking|takes|ate|eat\w*"),
        r"(?:hand|arm|fingers?)\b.{0,20}(?:hot (?:stove|plate|iron|pan)|flame)|"
        r"hurt\w* .{0,12}on purpose",
        rf"mix\w* .{{0,25}}(?:{_EN_PILLS})|(?:{_EN_PILLS})\b.{{0,30}}(?:alcohol|vodka|never wake|"
        rf"sleep)",
        rf"medicines?.{{0,40}}never wake|(?:{_EN_PILLS})\b.{{0,20}}(?:secretly|hidden|hoard\w*)",
        rf"(?:cut|cutting|cuts|slit\w*|slash\w*|scratch\w*|burn\w*|prick\w*|stab\w*) {_EN_SELF}",
        rf"(?:cut\w*|slit\w*|slash\w*|scratch\w*|burn\w*|carv\w+|stab\w*|cuts and scars)\b.{{0,25}}"
        rf"(?<!\w)(?:your|his|her|my|their|the|own|on|along|across|"
        rf"into)\b.{{0,12}}(?<!\w)(?:{_EN_BODY})\b",
        near(_EN_BLADE, rf"(?:your|his|her|my|their|the|own|bare|on|along|"
             rf"across) (?:\w+ )?(?:{_EN_BODY})"),
        rf"razor(?: ?blades?)?|(?:{_EN_BLADE})\b.{{0,20}}(?:pencil )?sharpener|blade from",
        r"(?:cuts|scars|wounds)\b.{0,30}(?:sleeves?|hid\w*|cover\w*)|"
        r"(?:long )?sleeves?\b.{0,30}(?:cuts|scars|wounds)",
        near(_EN_HIGH, r"jump(?:s|ed|ing)?(?! (?:to|for joy)\b)|leap\w*|leapt|threw (?:him|her|"
             r"them)sel\w+|"
             r"throw\w* (?:him|her|your|them|my)sel\w+|fell|fall(?:s|ing)?|let go|climb\w*|edge|"
             r"stepp?\w*|ledge|railing", 50),
        near(_EN_RAIL, r"jump\w*(?! for joy)|lay|lie|lies|lying|threw|throw\w*|stand|stood|"
             r"climb\w*|surf\w*|"
             r"step\w*|in front of|selfies?|dangl\w*", 35),
        near(_EN_TIE, r"bathroom|necks?|"
             r"(?:hang\w*|hung)(?! (?:our|the|up|drawings|posters|pictures|them|it))|"
             r"ceiling|throat|beam|hook|wardrobe|attic|"
             r"door handle|branch|"
             rf"tighten\w*|{_EN_FAINT}", 40),
        rf"(?:hang(?:ed|ing)?|hung|chok\w+|strangl\w+|drown\w*|suffocat\w+|starv\w+|shot|shoot\w*|"
        rf"poison\w*|electrocut\w+|hurt\w* .{{0,12}}with a) {_EN_SELF}",
        r"(?:shot|shoots?) (?:him|her|them)sel\w+|plastic bag\b.{0,25}head|"
        r"head\b.{0,25}plastic bag",
        rf"(?:breath\w*|chok\w+|strangl\w+|squeez\w+|press\w*|neck|throat|under ?water|"
        rf"hyperventilat\w+)\b.{{0,60}}(?<!\w)(?:{_EN_FAINT})",
        rf"(?:{_EN_FAINT})\b.{{0,40}}(?:challenge|game|dare)|(?:choking|fainting|blackout|"
        rf"pass-?out) (?:game|challenge)",
        near(_EN_DARE, rf"(?:hold|held|holding|holds|stop\w*) (?:your|their|his|her|its|"
             rf"my)? ?breath\w*|chok\w+|"
             rf"strangl\w+|not breath\w*|(?:stay|remain)\w* under ?water|{_EN_FAINT}|(?:cut|burn|"
             rf"bleed)\w*\b.{{0,20}}(?:{_EN_BODY}|{_EN_SELF})|"
             r"(?:swallow|drink|drank|sniff|inhal|eat)\w*\b.{0,25}(?:spoons?|pods?|pills|tablets|"
             r"powder|cinnamon|bleach|"
             r"gas|spray|magnets?|batter\w+)", 60),
        r"(?:hold\w*|held) (?:your|their|his|her) breath (?:for|the longest|longest|as long|"
        r"until|till|under)",
        near(_EN_POISON,
             r"dr[aiu]nk\w*|swallow\w*|sniff\w*|inhal\w*|breath\w+|huff\w*|spray\w*", 30),
        near(r"lighter|cigarettes?|matches|salt and ice|hot iron|eraser",
             rf"burn\w*|skin|{_EN_SELF}|bleed\w*", 35),
        r"starv\w+|\b\d+ kilos\b|\d+ (?:calories|kcal)|(?:fingers?|toothbrush) down (?:your|her|"
        r"his|my|the) throat|"
        r"(?:stop\w*|quit|without|not) eating\b.{0,25}(?:days?|week|lose|kilos?|weight|thin)|"
        r"(?:vomit\w*|throw\w* up|threw up|sick|purg\w+)\b.{0,20}(?:after|every|"
        r"each) .{0,12}(?:meal|lunch|dinner|eating)|"
        r"(?:laxatives?|diet pills)|(?:only|just|nothing but)\b.{0,12}(?:water|apples?|lettuce|"
        r"coffee)\b.{0,25}(?:days?|weeks?|month|meal)",
        r"(?:best|easiest|quickest|painless\w*|surest|fastest) (?:way|method)s? to (?:die|kill|"
        r"hurt|end|cut|disappear)|"
        r"how to (?:kill|hang|cut|choke|starve|hurt|poison) (?:your|one|him|her)sel\w+|"
        r"(?:farewell|suicide) (?:note|letter)",
    )),
    "sr": "|".join((
        r"koliko (?:je )?(?:tablet|pilul)\w*|predozir\w*|previse (?:tablet|pilul|lek)\w*",
        near(_SR_PILLS, r"(?:po|is|na)pi\w*|pij(?:e|em|es|u)|(?:pro|na)?gut\w+|naljusk\w*|"
             r"nakljuk\w*|strpa\w*"),
        near(rf"(?:{_SR_MANY})\b.{{0,15}}(?<!\w)(?:{_SR_PILLS})",
             r"uze\w*|uzm\w+|uzim\w+|pojed?e\w*|pojel\w*|pojeo"),
        r"(?:ruk|prst)\w*\b.{0,20}(?:ringl|sporet|plamen|pegl)\w*",
        rf"(?:po)?mes(?:a|o)\w* .{{0,25}}(?:{_SR_PILLS})|(?:{_SR_PILLS})\b.{{0,30}}(?:alkohol|"
        rf"rakij|vino|ne budi|ne probudi)\w*",
        near(_SR_BODY, r"(?:i|na|za|po|pro|pre|ra)?s[ei]?[ck](?:e|i|o|la|ao|li|u|em|es|emo)\w*|"
             r"(?:iz|za|pre)?rez\w+|"
             r"parale?\w*|isec\w*|grebe\w*|(?:iz)?bo(?:de|la)\w*|(?:o)?pal(?:i|e)\w*|opek\w*|"
             r"peko?l?\w*", 20),
        r"(?:se|sebe) (?:je |su |si )?(?:i?sek\w+|i?sec\w+|secka\w+|rez\w+|rezao|pali\w+|"
        r"ubada\w*|bode|izbo\w+)|"
        r"(?:i?sek(?:la|ao|li|u)|i?sec(?:e|es|em)|secka\w*|reze\w*|rezal\w+|rezao) (?:je |su |"
        r"si )?(?:se|sebe)\b",
        rf"zilet\w*|brijac\w*|(?:seciv|ostric)\w* (?:iz|od) |pose(?:kl|ka|ce|c)\w* se\b|"
        rf"se pose(?:kl|ka|ce)\w*|ostric\w+ .{{0,20}}rezac\w*|"
        rf"(?:{_SR_BLADE})\b.{{0,25}}(?<!\w)(?:{_SR_BODY})\b|"
        rf"(?:{_SR_BODY})\b.{{0,25}}(?<!\w)(?:noz(?:em|ic\w*)|makazama|staklom|iglom|sestarom)",
        r"(?:oziljk\w*|posekotin\w*|ran[ea]|rezov\w*)\b.{0,35}(?:rukav\w*|skriv\w*|sakri\w*)|"
        r"rukav\w*\b.{0,35}(?:oziljk|posekotin|rezov)\w*",
        near(_SR_HIGH, r"skoc\w*|skac\w*|baci\w* se|se baci\w*|baca\w* se|popne\w*|pop[eo]\w* se|"
             r"se pop[eo]\w*|penj\w+|"
             r"pao|pala|padne\w*|ivic\w+|ograd\w+|zakorac\w*|iskorac\w*|pusti\w+ se", 50),
        near(_SR_RAIL, r"skoc\w*|skac\w*|leg(?:ne|nu|la|ao|li)\w*|lez\w+|lega\w*|baci\w*|baca\w*|"
             r"pop[eo]\w*|penj\w+|penja\w+|"
             r"stane\w*|staj\w+|selfi\w*|ispred voza|istrc\w*|pred voz\w*|pod voz\w*|surf\w*", 35),
        near(_SR_TIE, r"kupatil\w*|vrat|oko vrata|vratu|vratom|plafon\w*|obes\w*|vesa\w*|gred\w+|"
             r"tavan\w*|kvak\w+|gran[aeiu]|steg\w+|steza\w*|zateg\w*", 40),
        r"obesi\w*|vesa\w+ se\b|(?:u|za)?davi\w* (?:je |su |si )?(?:se|sebe)|se (?:je |"
        r"su )?(?:za|u)?davi\w*|gusi\w* (?:se|sebe)|"
        r"(?:otrova|ustreli|upuca|utopi|zapali)\w* (?:je |su )?se\b|se (?:je |su )?(?:otrova|"
        r"ustreli|upuca|utopi|zapali)\w*|"
        r"kes\w+ (?:na|preko) glav\w+|glav\w+ u (?:\w+ )?kes\w+|pred voz\w*|pod voz\w*|(?:ostan|"
        r"bud|rone|izdrz)\w+ pod vodom",
        rf"(?:dis\w*|dah\w*|davi\w*|dave\w*|gus[ie]\w*|pritis\w*|grudi\w*|steg\w*|steza\w*|"
        rf"stis\w*|vrat\w*|pod vodom)\b.{{0,60}}(?<!\w)(?:{_SR_FAINT})",
        near(_SR_DARE, rf"(?:zadrz\w+|zadrzav\w+|ne dis\w+|bez) ?(?:dah\w*|vazduh\w*)?(?<=[hu])|"
             rf"ne dise\w*|zadrz\w+ dah\w*|dah\w* zadrz\w+|"
             rf"dav[ei]\w*|gus[ie]\w*|{_SR_FAINT}|(?:pop|guta|pije|njus|udis|"
             rf"jed)\w*\b.{{0,25}}(?:deterdzent|cimet|prah|tablet|pilul|"
             rf"varikin|dezodorans|magnet|kasik)\w*|(?:pal|sec|rez|"
             rf"krvar)\w*\b.{{0,20}}(?:{_SR_BODY})", 60),
        r"(?:zadrz\w+|drz\w+) dah (?:dok|sto duze|najduze|po|pod|do|\d)|zaustav\w+ disanj\w*",
        near(_SR_POISON, r"popi\w*|pije\w*|(?:pro|na)?gut\w+|njus\w*|duva\w*|udis\w*|udah\w*|"
             r"usmrk\w*", 30),
        near(r"upaljac\w*|cigaret\w*|sibic\w*|so i led|pegl\w+|gumic\w+",
             r"(?:o|s)?pal(?:i|e)\w*|opek\w*|koz\w+|po ruci|ruk[eu]|gas[ie]\w*", 35),
        r"gladu\w+ (?:do|da|dan|\d)|izgladnj\w+|\b\d+ kilogram\w*|\d+ kalorij\w*|prst\w* (?:u|"
        r"niz) grl\w*|laksativ\w*|pilul\w+ za mrsav\w+|"
        r"povrac\w+\b.{0,20}(?:posle|nakon) .{0,12}(?:jel|obrok|rucak|rucka|vecer)\w*|(?:posle|"
        r"nakon) .{0,14}(?:jel|obrok|ruck|vecer)\w*\b.{0,20}povrac\w+|"
        r"(?:ne jed\w+|nije jel\w|bez hrane|prestal\w+ da jed\w+|"
        r"prestao da jed\w+)\b.{0,25}(?:dan|nedelj|smrs|kil)\w*|"
        r"(?:samo|jedino) (?:po )?(?:jedn\w+ )?(?:vod\w+|jabuk\w+)\b.{0,25}(?:dan|nedelj)\w*|"
        r"(?:dan|nedelj)\w*\b.{0,20}(?:samo|jedino) (?:je |po |"
        r"su )?(?:pi\w+ )?(?:jedn\w+ )?(?:vod|jabuk)\w+",
        r"najlaks\w+ nacin\w* (?:da se |za )?(?:umr|ubi|nest|okonc)\w*|bezboln\w+ (?:nacin|"
        r"smrt)\w*|kako (?:da )?se (?:ubi|obesi|isec|isek|otruj)\w*|oprostajn\w+ pism\w*",
    )),
    "bg": "|".join((
        r"колко (?:хапчета|таблетки)|предозир\w*|свръхдоза\w*|твърде много (?:хапчета|таблетки)",
        near(_BG_PILLS, r"(?:из)?пи(?:л|ла|ли|я|е|ем|еш|ят|ва\w*|х\w*)?|гълт\w*|гълн\w*|"
             r"погълн\w*|нагълт\w*|натъпк\w*|глътн\w*"),
        near(rf"(?:{_BG_MANY})\b.{{0,15}}(?<!\w)(?:{_BG_PILLS})",
             r"взе\w*|взима\w*|вземе\w*|изяд\w*|ям|яде\w*"),
        r"(?:ръка|ръце|пръст)\w*\b.{0,25}(?:котлон|ютия|пламък)\w*",
        rf"смес\w* .{{0,25}}(?:{_BG_PILLS})|(?:{_BG_PILLS})\b.{{0,30}}(?:алкохол|водка|ракия|"
        rf"не се събуж|не се събуд)\w*",
        near(_BG_BODY, r"(?:на|из|по|пре|раз)?ре(?:ж|за|з)\w*|поряз\w*|драск\w*|дере\w*|бод\w*|"
             r"гори\w*|горя\w*|изгор\w*|изгар\w*", 20),
        r"(?:се|себе си) (?:е |са |си )?(?:на)?(?:ре(?:же|жат|жеш|за|зал|зала)|поряз\w*|реж\w*|"
        r"гори\w*|боде\w*)\w*|(?:реже|режат|режеш|режела|режел|рязала|рязал|нарязала?|"
        r"поряза\w*) (?:е )?се\b",
        rf"бръснарск\w+|ножче\w*|острие\w* (?:от|на) |"
        rf"(?:{_BG_BLADE})\b.{{0,25}}(?<!\w)(?:{_BG_BODY})\b|"
        rf"(?:{_BG_BODY})\b.{{0,25}}(?<!\w)с (?:нож|бръснар|острие|стъкло|ножиц|игл|пергел)\w*",
        r"(?:белез\w*|рани\w*|порязван\w*|разрез\w*)\b.{0,35}(?:ръкав\w*|кри\w*|скри\w*)|"
        r"ръкав\w*\b.{0,35}(?:белез|рани|порязван)\w*",
        near(_BG_HIGH, r"скач\w*|скоч\w*|хвърл\w+ се|се хвърл\w+|се (?:е )?(?:по)?кач\w+|(?:из|"
             r"по)?кач\w+ се|катер\w*|пада\w*|падн\w*|ръба|парапет\w*|прекрач\w*|"
             r"пусна\w* се", 50),
        near(_BG_RAIL, r"скач\w*|скоч\w*|легн\w*|лег(?:на|не|нал)\w*|леж\w*|ляга\w*|хвърл\w*|"
             r"кач\w+|катер\w*|застав\w*|застан\w*|селфи\w*|под влака|пред влака|"
             r"изтич\w*|тич\w*|сърф\w*", 35),
        near(_BG_TIE, r"бан[яи]\w*|врат|врата|шия\w*|таван\w*|обес\w*|беси\w*|гред\w+|дръжката|"
             r"стег\w+|стяга\w*|гърло\w*", 40),
        r"обес\w*|беси\w* се|(?:за)?душ(?:и|а|иш)\w* (?:се|сам\w*)|се (?:е |са )?(?:за|"
        r"у)?(?:душ(?:и|а)|дав(?:и|я))\w*|удави\w* се|"
        r"(?:отров|застреля|запали)\w* се\b|се (?:е |са )?(?:отров|застреля|запали|удави)\w*|"
        r"торб\w+ (?:на|върху) глав\w+|глав\w+ (?:си )?в (?:\w+ )?(?:торб|плик|найлон)\w+|"
        r"(?:стои|остан|издърж)\w* под вода\w*|найлон\w* .{0,20}глав\w+",
        rf"(?:диш\w*|дъх\w*|души\w*|душат|дав\w*|задуш\w*|натиск\w*|стиск\w*|врат\w*|"
        rf"под вода\w*)\b.{{0,60}}(?<!\w)(?:{_BG_FAINT})",
        near(_BG_DARE, rf"(?:задърж\w+|сдърж\w+|спир\w+) (?:си )?(?:дъх\w*|дишан\w*)|дъха си|"
             rf"да не диша\w*|не дишат|(?:за)?душ(?:и|а)\w*|душене\w*|{_BG_FAINT}|"
             rf"(?:пи|гълт|вдишв|смърк|яд)\w*\b.{{0,25}}(?:препарат|канела|прах|хапче|таблетк|"
             rf"белин|дезодорант|магнит|лъжиц)\w*|"
             rf"(?:гори|реж|кърв)\w*\b.{{0,20}}(?:{_BG_BODY})", 60),
        r"(?:задърж\w+|държ\w+) (?:си )?дъха (?:си )?(?:докато|колкото|най-дълго|под|до|\d)|"
        r"спир\w+ дишан\w*",
        near(_BG_POISON, r"изпи\w*|пие\w*|пият|гълт\w*|погълн\w*|смърк\w*|вдиш\w*|диша\w*|"
             r"духа\w*", 30),
        near(r"запалк\w*|цигар\w*|кибрит\w*|сол и лед|ютия\w*|гумичк\w*",
             r"гор\w*|изгар\w*|изгор\w*|кожа\w*|ръка\w*|ръце\w*|гас\w+", 35),
        r"гладува\w* (?:до|дни|цял|\d)|\b\d+ (?:килограма|кг)\b|\d+ калори\w*|пръст\w* в гърлото|"
        r"лаксатив\w*|слабително\w*|хапчета за отслабване|"
        r"повръща\w*\b.{0,20}след .{0,14}(?:яде|хран|обяд|вечер)\w*|след .{0,14}(?:яде|хран|обяд|"
        r"вечер)\w*\b.{0,20}повръща\w*|"
        r"(?:не яд\w+|не е яла|не е ял|спря\w* да (?:яде|ям)\w*|без храна)\b.{0,25}(?:дни|ден|"
        r"седмиц|отслаб|кил)\w*|(?:само|единствено) (?:по )?(?:една )?(?:вода|ябълка|"
        r"ябълки)\b.{0,25}(?:дни|ден|седмиц)\w*|(?:дни|седмиц\w+)\b.{0,20}(?:само|"
        r"единствено) (?:на |по )?(?:една )?(?:вода|ябълк)\w*",
        r"най-лесн\w+ начин\w* (?:да |за )?(?:умр|се уби|самоуби|изчезн)\w*|"
        r"безболезнен\w* (?:начин|смърт)\w*|как (?:да )?се (?:уби|обес|нареж|отров)\w*|"
        r"прощалн\w+ писм\w*",
    )),
})  # fmt: skip


def may_tell_methods(passage: Passage) -> set[int]:
    """Return the numbers of sentences in which there is one."""
    return passage.small.having(_METHODS[passage.language])


def methods(sentence: Sentence) -> Iterator[str]:
    """Yield what tells how somebody hurt themselves, or could."""
    for match in _METHODS[sentence.language].finditer(sentence.small):
        yield sentence.words(match)
