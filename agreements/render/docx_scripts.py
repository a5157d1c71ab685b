"""Tell Word in which language a stretch of words is written, as far as the script shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_SCRIPTS = {
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "cyrillic": "\u0400-\u052f",
    "armenian": "\u0531-\u058f",
    "right_to_left": _RIGHT_TO_LEFT,
    "georgian": "\u10a0-\u10ff\u1c90-\u1cbf",
    "eastern": "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3",
}
_BETWEEN = r"[^\w\n\t]+"  # what may stand between two words of one script
_STRETCH = re.compile("|".join(rf"(?P<{name}>[{letters}]+(?:{_BETWEEN}[{letters}]+)*)" for name, letters in _SCRIPTS.items()))
OTHER_SCRIPTS = "".join(_SCRIPTS.values())
# Letters that one language has; the first row that is met decides, Bulgarian is the one in the European Union.
_CYRILLIC = (("іїєґ", "uk-UA"), ("ђћљњџј", "sr-Cyrl-RS"), ("ѓќѕ", "mk-MK"), ("ыэё", "ru-RU"))
_EASTERN = (("\u3040-\u30ff", "ja-JP"), ("\uac00-\ud7a3", "ko-KR"))
_ONE_LANGUAGE = {"greek": "el-GR", "armenian": "hy-AM", "georgian": "ka-GE"}
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
# The language in which Word proofs the words of the library: one of the Union, or of its neighbours, where a language has several.
_PROOFING = {
    "bg": "bg-BG", "cs": "cs-CZ", "da": "da-DK", "de": "de-DE", "el": "el-GR", "en": "en-GB", "es": "es-ES", "et": "et-EE", "fi": "fi-FI", "fr": "fr-FR",
    "ga": "ga-IE", "hr": "hr-HR", "hu": "hu-HU", "it": "it-IT", "lt": "lt-LT", "lv": "lv-LV", "mt": "mt-MT", "nl": "nl-NL", "pl": "pl-PL", "pt": "pt-PT",
    "ro": "ro-RO", "sk": "sk-SK", "sl": "sl-SI", "sv": "sv-SE", "uk": "uk-UA",
}  # fmt: skip


def proofing(language: str) -> str:
    """Return the language as Word knows it: with a country.

    >>> proofing("en"), proofing("de-AT")
    ('en-GB', 'de-AT')
    """
    return _PROOFING.get(language, language)


def stretches(words: str) -> Iterator[tuple[str, str]]:
    """Yield the stretches of *words* in one script with the run properties that name it; empty for Latin letters, figures and signs.

    >>> list(stretches("Hub Α Ω"))
    [('Hub ', ''), ('Α Ω', '<w:lang w:val="el-GR"/>')]
    """
    done = 0
    for found in _STRETCH.finditer(words):
        if found.start() > done:
            yield words[done : found.start()], ""
        yield found[0], _properties(str(found.lastgroup), found[0])
        done = found.end()
    if done < len(words):
        yield words[done:], ""


def _properties(script: str, words: str) -> str:
    match script:
        case "right_to_left":
            return f'<w:rtl/><w:lang w:bidi="{"ar-SA" if _ARABIC.search(words) else "he-IL"}"/>'
        case "eastern":
            return f'<w:lang w:eastAsia="{_first(words, _EASTERN, "zh-CN")}"/>'
        case "cyrillic":
            return f'<w:lang w:val="{_first(words.lower(), _CYRILLIC, "bg-BG")}"/>'
    return f'<w:lang w:val="{_ONE_LANGUAGE[script]}"/>'


def _first(words: str, rows: tuple[tuple[str, str], ...], otherwise: str) -> str:
    return next((language for letters, language in rows if re.search(f"[{letters}]", words)), otherwise)
