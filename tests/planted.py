"""Invented sentences in 25 languages, and identifiers to put into them. Nobody's details.

`plant` puts an identifier between two words of a sentence; `identifiers` makes them by a seed:
numbers that no exchange, bank or office gave to anybody on purpose, in the digits that readers of
the language write. The sentences were drafted by a program and are in the public domain (CC0 1.0).
"""

import random
from collections.abc import Iterator
from typing import NamedTuple

from voice.languages.months import month_names
from voice.languages.registry import language

SENTENCES = {
    "en": [
        "my worker is kind and comes every week",
        "the room was cold for 3.5 weeks and i had 2 blankets",
        "i waited 14 months and paid £35.39 for the bus",
        "they rang at 10.30 and nobody answered until 5pm",
        "it is better now than in 2023",
    ],
    "cy": [
        "mae fy ngweithiwr yn garedig ac yn dod bob wythnos",
        "roedd yr ystafell yn oer am 3 wythnos",
        "arhosais 14 mis ac roedd yn anodd iawn",
        "mae pethau yn well nawr nag yn 2023",
    ],
    "ti": [
        "ሰራሕተኛይ ሕያወይቲ እያ ኩሉ ሰሙን ትመጽእ",
        "ክፍለይ ንሰለስተ ሰሙን ዝሑል ነይሩ",
        "14 ወርሒ ተጸብየ ኣዝዩ ከቢድ ነይሩ",
        "ሕጂ ካብ 2023 ይሓይሽ",
    ],
    "ar": [
        "الموظفة لطيفة وتأتي كل أسبوع",
        "كانت الغرفة باردة لمدة ٣ أسابيع",
        "انتظرت ١٤ شهرا وكان الأمر صعبا",
        "الوضع الآن أفضل من سنة ٢٠٢٣",
    ],
    "so": [
        "shaqaalahaygu waa naxariis badan yahay toddobaad kasta ayuu yimaadaa",
        "qolku wuu qaboobaa 3 toddobaad",
        "waxaan sugay 14 bilood aad ayay u adkayd",
        "hadda way ka fiican tahay 2023",
    ],
    "sq": [
        "punonjësja ime është e mirë dhe vjen çdo javë",
        "dhoma ishte e ftohtë për 3 javë",
        "prita 14 muaj dhe ishte shumë e vështirë",
        "tani është më mirë se në 2023",
    ],
    "vi": [
        "nhân viên của tôi tốt bụng và đến mỗi tuần",
        "phòng lạnh suốt 3 tuần",
        "tôi đợi 14 tháng và rất khó khăn",
        "bây giờ tốt hơn năm 2023",
    ],
    "am": [
        "ሠራተኛዬ ደግ ናት በየሳምንቱ ትመጣለች",
        "ክፍሉ ለ 3 ሳምንት ቀዝቃዛ ነበር",
        "14 ወር ጠበቅኩ በጣም ከባድ ነበር",
        "አሁን ከ 2023 የተሻለ ነው",
    ],
    "ro": [
        "asistenta mea este bună și vine în fiecare săptămână",
        "camera a fost rece timp de 3 săptămâni",
        "am așteptat 14 luni și a fost foarte greu",
        "acum este mai bine decât în 2023",
    ],
    "fa": [
        "مددکارم مهربان است و هر هفته می‌آید",
        "اتاق ۳ هفته سرد بود",
        "۱۴ ماه صبر کردم و خیلی سخت بود",
        "حالا بهتر از سال ۲۰۲۳ است",
    ],
    "ckb": [
        "کارمەندەکەم میهرەبانە و هەموو هەفتەیەک دێت",
        "ژوورەکە ٣ هەفتە سارد بوو",
        "١٤ مانگ چاوەڕێم کرد و زۆر قورس بوو",
        "ئێستا باشترە لە ساڵی ٢٠٢٣",
    ],
    "ku": [
        "xebatkara min dilovan e û her hefte tê",
        "ode 3 hefteyan sar bû",
        "ez 14 mehan li bendê mam û pir zehmet bû",
        "niha ji 2023 çêtir e",
    ],
    "ps": [
        "زما کارکوونکې مهربانه ده او هره اونۍ راځي",
        "کوټه ۳ اونۍ سړه وه",
        "۱۴ میاشتې مې انتظار وکړ او ډېر سخت و",
        "اوس له ۲۰۲۳ کال څخه ښه ده",
    ],
    "fa-AF": [
        "کارمندم مهربان است و هر هفته می‌آید",
        "اتاق ۳ هفته سرد بود",
        "۱۴ ماه انتظار کشیدم و بسیار سخت بود",
        "حالا از سال ۲۰۲۳ بهتر است",
    ],
    "ur": [
        "میری کارکن مہربان ہے اور ہر ہفتے آتی ہے",
        "کمرہ 3 ہفتے ٹھنڈا تھا",
        "میں نے 14 مہینے انتظار کیا اور بہت مشکل تھا",
        "اب 2023 سے بہتر ہے",
    ],
    "yo": [
        "òṣìṣẹ́ mi ní inúure ó sì ń wá lọ́sẹ̀ọ̀sẹ̀",
        "yàrá náà tutù fún ọ̀sẹ̀ 3",
        "mo dúró fún oṣù 14 ó sì le púpọ̀",
        "ó dára báyìí ju 2023 lọ",
    ],
    "bn": [
        "আমার কর্মী দয়ালু এবং প্রতি সপ্তাহে আসেন",
        "ঘরটি ৩ সপ্তাহ ঠান্ডা ছিল",
        "আমি ১৪ মাস অপেক্ষা করেছি এবং খুব কঠিন ছিল",
        "এখন ২০২৩ থেকে ভালো",
    ],
    "hi": [
        "मेरी वर्कर दयालु है और हर हफ़्ते आती है",
        "कमरा 3 हफ़्ते ठंडा था",
        "मैंने 14 महीने इंतज़ार किया और बहुत मुश्किल था",
        "अब 2023 से बेहतर है",
    ],
    "pa": [
        "ਮੇਰੀ ਵਰਕਰ ਦਿਆਲੂ ਹੈ ਅਤੇ ਹਰ ਹਫ਼ਤੇ ਆਉਂਦੀ ਹੈ",
        "ਕਮਰਾ 3 ਹਫ਼ਤੇ ਠੰਢਾ ਸੀ",
        "ਮੈਂ 14 ਮਹੀਨੇ ਉਡੀਕ ਕੀਤੀ ਅਤੇ ਬਹੁਤ ਔਖਾ ਸੀ",
        "ਹੁਣ 2023 ਨਾਲੋਂ ਵਧੀਆ ਹੈ",
    ],
    "pl": [
        "moja opiekunka jest miła i przychodzi co tydzień",
        "w pokoju było zimno przez 3 tygodnie",
        "czekałam 14 miesięcy i było bardzo ciężko",
        "teraz jest lepiej niż w 2023",
    ],
    "fr": [
        "mon assistante est gentille et vient chaque semaine",
        "la chambre était froide pendant 3 semaines",
        "j'ai attendu 14 mois et c'était très dur",
        "maintenant c'est mieux qu'en 2023",
    ],
    "pt": [
        "a minha assistente é simpática e vem todas as semanas",
        "o quarto esteve frio durante 3 semanas",
        "esperei 14 meses e foi muito difícil",
        "agora é melhor do que em 2023",
    ],
    "zh-Hans": [
        "我的社工很好 每个星期都来",
        "房间冷了3个星期 没有人管",
        "我等了14个月 非常难",
        "现在比2023年好",
    ],
    "es": [
        "mi trabajadora es amable y viene cada semana",
        "el cuarto estuvo frío durante 3 semanas",
        "esperé 14 meses y fue muy difícil",
        "ahora es mejor que en 2023",
    ],
    "om": [
        "hojjettuun koo gaarii dha torban hunda ni dhufti",
        "kutaan torban 3 qorraa ture",
        "ji'a 14 eege baay'ee ulfaataa ture",
        "amma 2023 irra wayya",
    ],
}
PHONES = {
    "en": [
        "07### ######",
        "07###-###-###",
        "(0161) 496 0###",
        "+44 7### ######",
        "0044 7### ### ###",
    ],
    "sq": ["+355 69 ### ####", "069 ### ####"],
    "vi": ["+84 9# ### ## ##", "09## ### ###"],
    "ar": ["+963 9## ### ###", "00964 7## ### ####"],
    "pl": ["+48 ### ### ###", "### ### ###"],
    "ro": ["+40 7## ### ###", "07## ### ###"],
    "zh-Hans": ["+86 138 #### ####", "138########"],
    "hi": ["+91 9#### #####", "9#########"],
    "bn": ["+880 17##-######", "017########"],
    "fr": ["06 ## ## ## ##", "+33 6 ## ## ## ##"],
    "om": ["+251 91 ### ####", "091 ### ####"],
    "so": ["+252 61 ### ####", "061 #######"],
}
NAMES = ("mila", "samir", "ngoc", "abel", "ioana", "noor")


class Planted(NamedTuple):
    """A text with an identifier at characters `start` to `end`."""

    lang: str
    kind: str
    text: str
    start: int
    end: int


def planted(langs: list[str], each: int, seed: int) -> Iterator[Planted]:
    """So many texts of each kind and language."""
    draw = random.Random(seed)
    for lang in langs:
        for _ in range(each):
            for kind, identifier in identifiers(lang, draw):
                yield plant(lang, kind, identifier, draw)


def plant(lang: str, kind: str, identifier: str, draw: random.Random) -> Planted:
    """An identifier between two words of a sentence, or before or after it."""
    sentence = draw.choice(SENTENCES[lang])
    space = "" if lang == "zh-Hans" else " "
    words = sentence.split() if space else list(sentence)
    # not beside a number: nobody could tell where the one ends
    free = [at for at in range(len(words) + 1) if not _numbers(words[max(at - 1, 0) : at + 1])]
    at = draw.choice(free)
    before = "".join(word + space for word in words[:at])
    after = "".join(space + word for word in words[at:])
    start = len(before)
    return Planted(lang, kind, before + identifier + after, start, start + len(identifier))


def identifiers(lang: str, draw: random.Random) -> Iterator[tuple[str, str]]:
    """One of each kind, as readers of a language may write it."""
    for kind, pattern in _patterns(lang, draw):
        written = "".join(_drawn(char, draw) for char in pattern)
        yield kind, _local(written, lang, draw) if kind in ("phone", "date", "number") else written


def _patterns(lang: str, draw: random.Random) -> Iterator[tuple[str, str]]:
    name = draw.choice(NAMES)
    year = draw.randint(1990, 2025)
    day, month = draw.randint(1, 28), draw.randint(1, 12)
    yield "phone", draw.choice(PHONES.get(lang, []) + PHONES["en"])
    yield "phone", draw.choice(PHONES["en"])
    yield "email", draw.choice([f"{name}.##@example.org", f"{name} at example dot com"])
    yield (
        "link",
        draw.choice([f"https://example.org/{name}", f"www.{name}##.co.uk", f"t.me/{name}##"]),
    )
    yield "handle", draw.choice([f"@{name}_##", f"instagram: {name}.##"])
    yield "postcode", draw.choice(["?# #!!", "??## #!!", "?#? #!!", "??###!!"])
    yield "NI number", draw.choice(["?? ## ## ## A", "??######C"])
    yield (
        "Home Office",
        draw.choice(["?#######", "HO/#######", "####-####-####-####", "GWF0########"]),
    )
    yield "NRM", draw.choice(["NRM-2024-#####", "NRM#####", "NRM/####/##"])
    yield "NHS", draw.choice(["### ### ####", "###-###-####"])
    yield "asylum support", draw.choice(["##/##/#####/###", "ASY/##/#####", "NASS ######"])
    yield "IBAN", draw.choice(["GB## NWBK #### #### #### ##", "PL##########################"])
    yield "account", "##-##-## ########"
    yield "card", draw.choice(["4### #### #### ####", "5###-####-####-####", "4###############"])
    yield (
        "date",
        draw.choice(
            [f"{day:02}/{month:02}/{year}", f"{day}.{month}.{year}", f"{year}-{month:02}-{day:02}"]
        ),
    )
    yield "date", _named(lang, day, year, draw)
    yield "number", "#######"


def _named(lang: str, day: int, year: int, draw: random.Random) -> str:
    if lang == "zh-Hans":
        return f"{year}年{draw.randint(1, 12)}月{day}日"
    if lang == "vi":
        return f"ngày {day} tháng {draw.randint(1, 12)} năm {year}"
    name = draw.choice(sorted(name for name in month_names(lang) if len(name) > 4))
    order = draw.choice(["{day} {name} {year}", "{day} {name} {year}", "{name} {day}, {year}"])
    return order.format(day=day, name=name, year=year)


def _drawn(char: str, draw: random.Random) -> str:
    if char == "#":
        return str(draw.randint(0, 9))
    return {"?": draw.choice("ABEGHLMNPRSTW"), "!": draw.choice("ABDEFGHJLNPQRSTUWXYZ")}.get(
        char, char
    )


def _local(written: str, lang: str, draw: random.Random) -> str:
    """In the language's own digits, half of the time."""
    digits = language(lang).digit_characters
    if draw.random() < 0.5:
        return written
    return "".join(
        digits[int(char)] if char.isascii() and char.isdigit() else char for char in written
    )


def _numbers(words: list[str]) -> bool:
    return any(char.isdigit() for word in words for char in word)
