"""What is masked and what is marked, by language; and how much too much.

    python bench/themes/redaction.py [--data DIR] [--each 48] [--seed 2]

Identifiers: 17 of them (15 kinds) are planted `each` times a language in the invented sentences of
tests/planted.py. One leaks if any letter or digit of it is outside every mask.

False masks: invented sentences without identifiers; with `--data`, SIB-200 sentences (see
language.py), where a mask may also be right (the news has dates), and NHS comments (see
bench/real_input.py).

Names: eight given names and four places a language, listed below (common ones, written by a
program; no person, and no list of anybody's), planted between the words of SIB-200 sentences of
`dev`: as written, and all in small letters. `rules` marks by capitals and cues alone; `round` also
marks every word that fewer than 5 sentences of `train` have. "others" is the share of all other
words that are marked. In Chinese whole clauses are marked, so that both shares are high.
Real text has its own names among these others. Names of minorities, nicknames and misspelt names
are not measured.
"""

import argparse
import csv
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "tests"))

from language import SPEECH, read

from planted import SENTENCES, planted
from voice.themes.normalise import WORD, tidy
from voice.themes.redact import Redactor, common_words

NAMES = {
    "en": "Oliver Amelia Harry Grace Thomas Emily Wilson Taylor Leeds Luton Croydon Derby",
    "cy": "Dafydd Siân Rhys Megan Gwilym Cerys Prys Llywelyn Bangor Aberdâr Caerffili Rhyl",
    "ti": "ሃይለ ሰላም ተስፋይ ኤልሳ ዮናስ ለተብርሃን ኣብርሃ ግርማይ ኣስመራ ከረን መቐለ ባጽዕ",
    "ar": "محمد فاطمة خالد مريم يوسف زينب الخطيب حداد دمشق البصرة الخرطوم حلب",
    "so": (
        "Cabdi Faadumo Maxamed Xaliimo Axmed Sahra Warsame Jaamac "
        "Muqdisho Hargeysa Boosaaso Baydhabo"
    ),
    "sq": "Arben Besa Ilir Drita Gjergj Mirela Hoxhaj Krasniqi Tiranë Shkodër Kukës Vlorë",
    "vi": "Nguyễn Hương Tuấn Linh Trần Phương Dũng Thảo Huế Vinh Nghệ Quảng",
    "am": "ተስፋዬ ሰላማዊት ዮሐንስ ሄለን አበበ ብርሃኔ ከበደ ገብሬ ጎንደር ሐዋሳ ጅማ ደሴ",
    "ro": "Andrei Ioana Mihai Elena Gheorghe Raluca Popescu Ionescu Iași Bacău Craiova Galați",
    "fa": "رضا زهرا حسین مینا کاوه نرگس احمدی موسوی شیراز تبریز اهواز مشهد",
    "ckb": "ئازاد شیلان هێمن ژیان ڕێبوار نەسرین کەریم سەلام هەولێر سلێمانی دهۆک کەرکووک",
    "ku": "Azad Berfîn Baran Rojda Serhat Zîlan Demir Şêxo Amed Qamişlo Wan Mêrdîn",
    "ps": "احمدشاه زرمینه ګلالی پلوشه خوشحال شاه‌پیری ستانکزی احمدزی کندهار خوست جلال‌آباد پکتیا",
    "fa-AF": "فرهاد شکیلا نجیب فرزانه غلام پروین رحیمی نوری هرات مزار بامیان غزنی",
    "ur": "عمران عائشہ بلال ثناء حمزہ رابعہ چوہدری قریشی لاہور ملتان کراچی سیالکوٹ",
    "yo": (
        "Adébáyọ̀ Fúnmiláyọ̀ Olúwaṣeun Títílayọ̀ Babátúndé Yétúndé Adéyẹmí Ògúnbánjọ "
        "Ìbàdàn Abẹ́òkúta Èkó Òṣogbo"
    ),
    "bn": "রহিম সুমাইয়া কামাল নাসরিন হাসান রুমানা চৌধুরী তালুকদার সিলেট খুলনা বরিশাল যশোর",
    "hi": "राजेश सुनीता अमित पूजा विजय कविता शर्मा वर्मा लखनऊ पटना जयपुर कानपुर",
    "pa": "ਗੁਰਪ੍ਰੀਤ ਹਰਜੀਤ ਮਨਦੀਪ ਜਸਲੀਨ ਬਲਵਿੰਦਰ ਸਿਮਰਨ ਗਿੱਲ ਸੰਧੂ ਲੁਧਿਆਣਾ ਜਲੰਧਰ ਅੰਮ੍ਰਿਤਸਰ ਮੋਗਾ",
    "pl": "Krzysztof Agnieszka Paweł Magda Tomasz Zofia Kowalski Wójcik Kraków Radom Lublin Gdynia",
    "fr": "Mathieu Camille Julien Aïcha Bertrand Sylvie Lefèvre Moreau Lyon Rouen Conakry Dijon",
    "pt": "João Beatriz Tiago Inês Rui Fernanda Carvalho Pereira Porto Braga Luanda Coimbra",
    "zh-Hans": "王伟 李娜 张强 刘洋 陈静 赵磊 黄丽 周杰 福清 长乐 温州 沈阳",
    "es": (
        "Javier Lucía Alejandro Marisol Diego Carmen Gutiérrez Morales "
        "Bogotá Sevilla Cali Guayaquil"
    ),
    "om": (
        "Gammachuu Caaltuu Tolasaa Ayyaantuu Lammeessaa Hawwii Dabalaa Badhaadhaa "
        "Naqamtee Jimmaa Amboo Adaamaa"
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--each", type=int, default=48)
    parser.add_argument("--seed", type=int, default=2)
    given = parser.parse_args()
    redactor = Redactor()
    identifiers(redactor, given.each, given.seed)
    if given.data:
        names(redactor, given.data)
        comments(redactor, given.data)


def identifiers(redactor: Redactor, each: int, seed: int) -> None:
    cases = list(planted(list(SENTENCES), each, seed))
    began = time.process_time()
    leaked = [case for case in cases if leaks(redactor, case)]
    rate = len(cases) / (time.process_time() - began)
    print(f"{len(cases):,} identifiers in {len(SENTENCES)} languages: {len(leaked)} leak,", end=" ")
    print(f"recall {1 - len(leaked) / len(cases):.4f}; {rate:,.0f} texts a second of one core")
    for case in leaked[:20]:
        print("  leaked:", case.lang, case.kind, case.text)
    clean = [(lang, text) for lang, texts in SENTENCES.items() for text in texts]
    marked = [text for lang, text in clean if redactor.redact(text, lang).masked]
    print(f"false masks: {len(marked)} of {len(clean)} invented sentences")


def leaks(redactor: Redactor, case) -> bool:
    clean = tidy(case.text)
    start = len(tidy(case.text[: case.start]))
    end = start + len(tidy(case.text[case.start : case.end]))
    masks = redactor.redact(case.text, case.lang).masked
    masked = {at for mask in masks for at in range(mask.start, mask.end)}
    return any(clean[at].isalnum() and at not in masked for at in range(start, end))


def names(redactor: Redactor, data: Path) -> None:
    print(f"{'':8} masked  names: rules  small round  others: rules round")
    for lang in SPEECH:
        dev = data / "sib200" / f"{lang}.dev.tsv"
        if not dev.exists():
            continue
        texts = read(dev)
        common = common_words(read(dev.with_name(f"{lang}.train.tsv")), at_least=5)
        masked = sum(bool(redactor.redact(text, lang).masked) for text in texts) / len(texts)
        found = [
            recall(redactor, lang, texts, small, words)
            for small, words in ((False, None), (True, None), (True, common))
        ]
        others = [share(redactor, lang, texts, words) for words in (None, common)]
        told = " ".join(f"{each:5.2f}" for each in (*found, *others))
        print(f"{lang:8} {masked:6.3f}         {told}")


def recall(redactor: Redactor, lang: str, texts: list[str], small: bool, common) -> float:
    cases = list(with_names(lang, texts, small))
    marked = 0
    for text, name in cases:
        found = redactor.redact(text, lang, common)
        marked += any(name in found.text[risk.start : risk.end] for risk in found.risks)
    return marked / len(cases)


def with_names(lang: str, texts: list[str], small: bool) -> Iterator[tuple[str, str]]:
    draw = random.Random(11)
    space = "" if lang == "zh-Hans" else " "
    for text in texts:
        for name in draw.sample(NAMES[lang].split(), 3):
            name = tidy(name.lower() if small else name)
            words = text.split() if space else list(text)
            at = draw.randrange(1, len(words) + 1)
            yield space.join([*words[:at], name, *words[at:]]), name


def share(redactor: Redactor, lang: str, texts: list[str], common) -> float:
    marked = words = 0
    for text in texts:
        found = redactor.redact(text, lang, common)
        marked += len(found.risks)
        words += len(WORD.findall(found.text))
    return marked / words


def comments(redactor: Redactor, data: Path) -> None:
    with (data / "nhs" / "feedback-dev.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file) if row["text"] != "Did not answer"]
    masked = sum(bool(redactor.redact(text).masked) for text in texts)
    common = common_words(texts, at_least=5)
    print(
        f"NHS comments: {masked} of {len(texts)} have a mask ({masked / len(texts):.4f});", end=" "
    )
    shares = [share(redactor, "en", texts, words) for words in (None, common)]
    print(f"words marked: {shares[0]:.3f} by rules, {shares[1]:.3f} with the round's words")


if __name__ == "__main__":
    main()
