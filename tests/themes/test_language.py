"""Which language an extract is in: the form's first, the words as a check, never a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.themes.language import Ear
from voice.themes.normalise import tidy
from voice.themes.speech import load_speech

SPEECH = load_speech()
EAR = Ear(SPEECH)
SENTENCES = {
    "en": "The woman helps me every week and my room is warm",
    "cy": "Mae fy ystafell yn oer iawn yn y nos ac rwy yn aros",
    "ti": "ክፍለይ ብለይቲ ኣዝዩ ዝሑል እዩ ግን ሰራሕተኛይ ትሕግዘኒ",
    "ar": "غرفتي باردة جدا في الليل لكن الموظفة تساعدني كل أسبوع",
    "so": "Qolkaygu aad buu u qabow yahay habeenkii laakiin way i caawisaa",
    "sq": "Dhoma ime është shumë e ftohtë natën por gruaja më ndihmon",
    "vi": "Phòng của tôi rất lạnh vào ban đêm nhưng cô ấy giúp tôi",
    "am": "ክፍሌ በሌሊት በጣም ቀዝቃዛ ነው ግን ሴትየዋ በየሳምንቱ ትረዳኛለች",
    "ro": "Camera mea este foarte rece noaptea dar femeia mă ajută",
    "fa": "اتاق من شب‌ها خیلی سرد است اما خانم هر هفته به من کمک می‌کند",
    "ckb": "ژوورەکەم شەوان زۆر ساردە بەڵام ئەو ژنە هەموو هەفتەیەک یارمەتیم دەدات",
    "ku": "Odeya min bi şev pir sar e lê ew jin her hefte alîkariya min dike",
    "ps": "زما کوټه د شپې ډېره سړه وي خو هغه ښځه راسره مرسته کوي",
    "fa-AF": "اتاق من از طرف شب بسیار سرد است اما آن خانم همرایم کمک میکند",
    "ur": "میرا کمرہ رات کو بہت ٹھنڈا ہوتا ہے لیکن وہ عورت میری مدد کرتی ہے",
    "yo": "Yàrá mi tutù púpọ̀ ní alẹ́ ṣùgbọ́n obìnrin náà ń ràn mí lọ́wọ́",
    "bn": "আমার ঘর রাতে খুব ঠান্ডা থাকে কিন্তু মহিলাটি আমাকে সাহায্য করেন",
    "hi": "मेरा कमरा रात को बहुत ठंडा रहता है लेकिन वह महिला मेरी मदद करती है",
    "pa": "ਮੇਰਾ ਕਮਰਾ ਰਾਤ ਨੂੰ ਬਹੁਤ ਠੰਢਾ ਹੁੰਦਾ ਹੈ ਪਰ ਉਹ ਔਰਤ ਮੇਰੀ ਮਦਦ ਕਰਦੀ ਹੈ",
    "pl": "Mój pokój jest bardzo zimny w nocy ale ta pani mi pomaga",
    "fr": "Ma chambre est très froide la nuit mais la dame m'aide chaque semaine",
    "pt": "O meu quarto é muito frio à noite mas a senhora ajuda-me todas as semanas",
    "zh-Hans": "我的房间晚上很冷，但是那位女士每周都帮助我",
    "es": "Mi cuarto es muy frío por la noche pero la señora me ayuda cada semana",
    "om": "Kutaan koo halkan baay'ee qorraa dha garuu dubartiin sun na gargaarti",
}
FOREIGN = [
    "Mein Zimmer ist sehr kalt in der Nacht",
    "Aspetto una lettera da due anni",
    "Mijn kamer is erg koud in de nacht",
    "Odam geceleri çok soğuk oluyor",
    "Kamar saya sangat dingin di malam hari",
    "Kvinnan hjälper mig varje vecka",
    "मेरो कोठा राति धेरै चिसो हुन्छ",
    "माझी खोली रात्री खूप थंड असते",
    "Моя кімната дуже холодна вночі",
    "私の部屋は夜とても寒いです",
]


def test_there_is_a_sentence_of_every_language():
    assert set(SENTENCES) == set(SPEECH)


@pytest.mark.parametrize("lang", SENTENCES)
def test_a_sentence_is_known_without_a_form_but_dari_looks_like_persian(lang):
    assert EAR.language(tidy(SENTENCES[lang])) == lang.replace("fa-AF", "fa")


@pytest.mark.parametrize("lang", SENTENCES)
def test_a_sentence_is_known_on_its_own_form_and_on_an_english_one(lang):
    assert EAR.language(tidy(SENTENCES[lang]), lang) == lang
    assert EAR.language(tidy(SENTENCES[lang]), "en") == lang.replace("fa-AF", "fa")


@pytest.mark.parametrize("form", ["", "en", "hi", "ar", "zh-Hans"])
@pytest.mark.parametrize("text", FOREIGN)
def test_a_language_that_is_not_ours_is_unknown(text, form):
    assert EAR.language(text, form) == ""


def test_a_word_or_two_are_in_the_forms_language_if_the_script_is_right():
    assert EAR.language("Doktor Anna", "so") == "so"
    assert EAR.language("Easy", "en-GB-x-easyread") == "en"
    assert EAR.language("طبيب", "so") != "so"


def test_what_has_no_letters_is_in_no_language():
    assert EAR.language("12 % ...", "en") == ""


@given(st.text(max_size=80), st.sampled_from(["", *SPEECH]))
def test_any_text_gives_one_of_our_tags_or_none(text, form):
    found = EAR.language(tidy(text), form)
    assert found in {"", *SPEECH}
    assert found == EAR.language(tidy(text), form)
