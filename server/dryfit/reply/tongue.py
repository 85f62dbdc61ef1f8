"""Is a sentence in the wrong language? By its little words; a short one is never accused."""

from __future__ import annotations

import re

from dryfit.language import base_language
from dryfit.persona.words import fold, words

_LITTLE = {
    "en": "the and is are was were you your it that this what with for not have has had do does "
    "did of to in on but they she he we i my me don't it's i'm can't won't there here so if or "
    "from",
    "es": "que de el la los las un una es son era fue y no con por para lo se su sus te tu me mi "
    "como pero si este esta eso muy mas hay ya al del nos les cuando donde porque aqui",
    "fr": "le la les des un une est sont et je tu il elle nous vous que qui ne pas pour dans sur "
    "avec ce cette mais au aux du mon ma votre c'est j'ai",
    "de": "der die das und ist sind ich du er sie wir ihr nicht ein eine mit fur auf von zu den "
    "dem des es aber wie was haben hat kann wird auch",
    "pt": "o os as um uma e sao nao com por para que de do da dos das eu voce ele ela nos mas se "
    "como isso esta muito ja foi",
    "it": "il lo la gli le un una e sono non con per che di del della io tu lui lei noi ma se come "
    "questo molto gia ho hai",
}
_WORDS = {code: frozenset(listed.split()) for code, listed in _LITTLE.items()}
_FOREIGN_SCRIPT = re.compile(
    "[\u0370-\u03ff\u0400-\u04ff\u0590-\u05ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0e7f"
    "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
MORE_THAN_OWN = 2
"""So many more little words of another language than of its own. Fewer: names and loan words
accuse a sentence; more: short sentences in the wrong language pass."""


def is_foreign(sentence: str, language: str) -> bool:
    """Whether it is clearly in another language than `language` (BCP 47)."""
    if _FOREIGN_SCRIPT.search(sentence):
        return base_language(language) in _WORDS
    own = base_language(language)
    if own not in _WORDS:
        return False
    said = words(fold(sentence))
    counts = {code: sum(word in little for word in said) for code, little in _WORDS.items()}
    others = max(count for code, count in counts.items() if code != own)
    return others >= counts[own] + MORE_THAN_OWN
