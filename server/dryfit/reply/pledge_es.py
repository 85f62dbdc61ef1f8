"""The same grammar of giving in, in the Spanish of sites in Mexico and the United States. Pure.

Verbs say themselves who acts: "te pago", "lo reportamos", "voy contigo". Patterns look at the
folded sentence, lowercase and without accents; only "sí" and "si" are told apart before that.
"""

from __future__ import annotations

import re

from dryfit.persona.figures import figures
from dryfit.persona.words import fold
from dryfit.reply.pledge_parts import SENTENCES, About, any_binds
from dryfit.reply.pledge_words import one_of

BARE_WORDS = 10
"""The longest answer that is no more than a day or a sum. Longer ones have a verb."""

_GIVES = (
    r"(?:doy\b(?! (?:un (?:minuto|rato|consejo)|chance|la razon))|paso (?:el|la|los|las|lo|un|una"
    r"|tu|dos"
    r"|tres|mil|\d)|(?:pago|deposito|transfiero|llevo|firmo|mando|abono|liquido|adelanto|consigo"
    r"|junto"
    r"|apunto|aparto|entrego|acompano|pongo|cubro|suelto|completo|regreso|devuelvo|contrato|compro"
    r"|prometo|juro|aseguro|garantizo|cumplo|cumplimos|pagamos|damos|depositamos|llevamos|firmamos"
    r")\b)"
)
_TOGETHER = (
    r"(?:hacemos|reportamos|escribimos|firmamos|llenamos|empezamos|arrancamos|cerramos"
    r"|reporto|firmo|hago|escribo|lleno|acepto|pago|arreglo|arreglamos|decimos|digo (?:yo|a))"
)
_GIVING = r"(?:pag|deposit|transf|mand|llev|entreg|liquid|abon|cumpl|firm)"
WON = one_of(
    r"\bvam(?:os|onos),? (?:pues|pero|cabo|compadre)\b|\bme apunto\b|\bestoy dentro\b|\bahi"
    r" (?:estare"
    r"|voy a estar)\b|\bcuenta con (?:ello|eso|tu)\b|\bten(?:lo)? por seguro\b|\bseguro que (?:si"
    r"|claro"
    r"|voy)\b|"
    r"\bme (?:convenciste|has convencido|ganaste)\b|\btu ganas\b|\bganaste\b|\btrato hecho\b"
    r"|\bes un trato\b|\bva que va\b|\bsale y vale\b|\bhecho\W*$|\bya (?:estas|vas"
    r"|dijiste|rugiste|quedo|quedamos|esta dicho)\W*(?:$|,)|\bcuenta conmigo\b|\bcuentas conmigo\b"
    r"|\b(?:lo |la |te lo )?acepto\b|\bestoy de acuerdo\b|^de acuerdo\W*$|\bme late\b|\ble entro\b"
    r"|\byo jalo\b|\bjalo con\b|\bclaro (?:voy|jalo|firmo)\b"
    r"|\bme animo\b|\bvoy contigo\b|\basi (?:le|lo) hacemos\b|\basi quedamos\b"
    r"|\bquedamos (?:asi|en eso|en que|el|para|de)\b|\bmi palabra\b|\bdalo por hecho\b"
    r"|\bno se diga mas\b|^(?:lo que|como) (?:tu )?digas\W*$|\btu mandas\b"
    r"|\bme parece (?:bien|justo|perfecto|buen trato|lo justo)\b|\bno (?:veo|hay) (?:por que"
    r"|problema|bronca|inconveniente|pedo)(?: no)?\b|\bhagamoslo\b|\bhagamosle\b|\bpuedes contar"
    r" conmigo\b|\bpor mi (?:esta bien|no hay|adelante|va)\b|\bcon gusto (?:te|lo|voy|firmo)\b"
    r"|\bte tomo la palabra\b|\bya me (?:animaste"
    r"|decidi|convencieron)\b|\besta (?:decidido|arreglado|cerrado)\b|\bme rindo\b|\bda gusto hacer"
    r" trato\b|\bes tuyo\b|\bson tuyos\b|\btienes (?:mi|tu) (?:palabra|primer|pago|dinero|lana"
    r"|firma|cheque)\b|\bahi (?:te va|esta tu|tienes)\b|\bde una vez (?:vamos|lo|te|firmo)\b"
)
"""It is decided, whoever does what for whom."""
IN_TURN = one_of(r"\by (?:yo|ya) (?:voy|jalo|firmo|te \w+)\b")
"""What she does when it is her turn: "usted dice cuándo y yo voy"."""
PROMISES = one_of(
    rf"\b(?:te|se|les?|yo|los?)(?: (?:lo|la|los|las|te|le))? {_GIVES}",
    rf"\b(?:lo|la|nos|le) {_TOGETHER}\b|\b(?:yo|ya) (?:firmo|pago|reporto|entro|cumplo|bajo)\b",
    r"\b(?:te|se lo|lo|le|me) (?:voy|vamos) a (?!ver|pensar|ser|contar|platicar|explicar|pedir"
    r"|cobrar|decir (?!a|que si)|esperar"
    r"|checar|creer|deber|preguntar)\w+",
    r"\b(?:voy|vamos) a (?:ir|pagar|dar|firmar|reportar|llevar|cumplir|hablar con|decir(?:le"
    r"|selo))",
    r"\b(?:te|lo|le|se lo|nos) \w+(?:are|ere|ire|aremos|eremos|iremos)\b|\b(?:ire|iremos)"
    r" (?:contigo"
    r"|a|con|manana|hoy)\b|\b(?:pagare|firmare|reportare|cumplire)\b",
    rf"\bte {_GIVING}\w*(?:a|e|an|en)\b",
    r"\b(?:hacemos|firmamos|llenamos|escribimos|empezamos con) (?:como dijiste|como quedamos|el|la"
    r"|un|una|ese|los|eso|tu)\b",
    r"\b(?:te|le) hago (?:el|la|un|una) (?:deposito|transferencia|pago|cheque|recibo|abono)\b",
    r"\b(?:paso|llego|vengo|bajo|subo|voy) a (?:dejar|dar|pagar|entregar|llevar|firmar"
    r"|reportar)\w*\b",
    r"^que (?:quede|sea) (?:por escrito|asi|el|manana)\b",
    r"^que (?:me|lo|nos) (?:vea|revise|lleve|acompane|escriba|llene|atienda)\w*\b",
    r"^(?:acompaname|llevame|apuntame|cobrame|inscribeme|hazme la cuenta)\b|^dile a \w+ que (?!no"
    r"|nunca)",
    r"\bte (?:espero|veo|caigo|busco|marco|recibo|tengo) (?:el|a las|manana|hoy|en la|aqui|tu)\b",
    r"\bnos (?:vemos|vamos) (?:el (?!otro)|manana|hoy|a las|en la oficina|con)\b",
)
"""Somebody will pay, sign, come along."""
GOES = one_of(
    r"^(?:pues |bueno |ya )*(?:vamos|vamonos)(?: (?:a (?:la|lo|ver al|que|reportar|hablar"
    r"|decir|firmar)|al|con|por|ya|hoy|manana|ahorita|pues|juntos|los dos|los|de una))",
    r"\b(?:hoy|manana|ahorita|luego luego|despues del \w+|al rato)(?: mismo)? (?:voy|vamos"
    r"|entramos|pasamos|bajamos|hablamos|empezamos|firmamos|paso|bajo"
    r"|subo|firmo|pago|entro|reporto)\b(?! por)|\bvoy (?:para alla|hoy|manana|ahorita|contigo|a"
    r" (?:ir|la"
    r" oficina|reportar|firmar|hablar))\b|^(?:claro |entonces )?voy\W*$|^jalo\b|^le entro\b",
)
LEAVES = one_of(r"^(?:vamos|vamonos|voy)\W*$")
ORDERS = one_of(
    r"^(?:pues |entonces |mejor |nomas )*(?:apunta(?:le|me|lo)?|anota(?:le|me|lo)?|lleva(?:me|nos)"
    r"|acompaname|pon(?:le|me|lo)|trae(?:te|me)?|pasa(?:te|le|me)?|ven(?:te)?|haz(?:me|le|lo)?"
    r"|manda(?:me|lo)|cobra(?:me|te|le)|dile|diles|dame|saca|escribe(?:lo|me)?|firma(?:me|lo)?"
    r"|empieza|cuenta con|espera(?:me)|hablale|marcale|busca(?:me)?|pasame|inscribe\w*|aparta\w*)\b"
)
IDLE_ORDERS = one_of(
    r"^(?:\w+ )?(?:dame (?:chance|tiempo|un (?:momento|segundo|rato|minuto)|permiso|una (?:razon"
    r"|buena razon)|razones)|pasame (?:la sal|una tortilla|el agua)|dile que (?:no|nunca)"
    r"|haz(?:me)?"
    r" (?:caso|el favor)|ponte|ven aca|traeme un|ponle (?:dia|numero|fecha))\b"
)
FITS = one_of(
    r"\b(?:me (?:queda|parece|acomoda|sirve|conviene)|(?:esta|queda|suena) (?:bien|perfecto)|se"
    r" puede"
    r"|va bien|jala|funciona)\b"
)
CLOSING = one_of(
    r"\b(?:donde|que) (?:te |le )?firmo\b|\ba que hora (?:te |nos |lo )?(?:vemos|paso|llevo|veo|voy"
    r"|vamos|caigo|llego)\b|\bte (?:parece|late|queda|sirve) (?:bien )?(?:el|manana|si|a las)\b"
    r"|\b(?:te|se) (?:lo )?(?:deposito|transfiero|llevo|pago) (?:a|el|en|o|por|manana)\b"
    r"|\ba nombre de quien\b|\btraes (?:pluma|recibo|el papel)\b|\bcuando (?:empezamos|vamos)\b"
    r"|\ben que cuenta\b"
)
ASSENT = one_of(
    r"^\W*(?:(?:mira|ah|pues|oye|compadre|cabo)\W+)*(?:bueno|sale|va|orale|esta bien|ok(?:ay|ey)?"
    r"|claro|dale|andale|simon|ya que|de acuerdo|arre|hecho|listo|perfecto|ni modo|sobres)\b"
)
OPENERS = one_of(
    r"^\W*(?:(?:mira|ah|pues|oye|compadre|cabo|bueno|sale|va|orale|esta bien|ok(?:ay|ey)?|claro"
    r"|dale"
    r"|andale|simon|ya que|de acuerdo|arre|listo|perfecto|ni modo|sobres|entonces|y|pero|a ver)\b"
    r"[\W]*)+"
)
NEVER = one_of(r"^\W*(?:no|nunca|nada|nadie|ni (?!modo)|tampoco|jamas)\b")
DENIED = one_of(
    r"\b(?:no|nunca|nada|nadie|ni|tampoco|jamas|menos|sin (?!falta|problema|bronca|tanto|pedos)"
    r"|siempre me|todos|todavia)\b"
)
IMAGINED = one_of(
    r"\b(?!\w*(?:eteria|uberia|oteria|omeria|ileria)s?\b)\w{2,}r(?:ia|ias|iamos|ian)\b"
)
REPORTED = one_of(
    r"(?<!lo que )(?<!lo que me )(?<!como )\b(?:dices|dijiste|decias|dijo|dijeron|dicen|quieres"
    r"|quiere|quieren|pides|propones|prometiste"
    r"|crees|segun (?:tu|el)|me (?:estas|vienes)|hablas de|ofreces)\b|^o sea que|\bcomo siempre\b"
)
CONDITION_FIRST = one_of(
    r"^(?:si|cuando|con tal (?:de )?que|mientras|siempre que)\b[^,]*, *(?P<main>.+)"
)
CONDITION_LAST = one_of(r"(?<=\w),? (?:si|cuando|mientras|porque|hasta que|antes de que)\b.*$")
HANGING = one_of(r"^(?:si|cuando|hasta que)\b")
VERB = one_of(
    r"\b(?:es|son|era|fue|eran|esta|estan|hay|tengo|tiene|tienen|traigo|trae|debo|debe|caen|cae"
    r"|vale"
    r"|cuesta|salen|sale de|viene|vienen|pagan|cobro|cobra|dura|se me|me|quiero|quiere|voy|duele"
    r"|pesan"
    r"|abre|entra|gano|ando|estoy|llevo (?=\w+ (?:dias|anos|semanas))|desde|cada quien|todos|mas"
    r"|ojala)\b"
)
CUTS = one_of(r"[;:,\u2013\u2014]|\b(?:y|pero|entonces|porque|asi que)\b")


def binds(sentence: str, about: About) -> bool:
    """Whether it gives the learner something of what they came for. See `pledge.binds`."""
    text = re.sub(r"\bsí\b", "claro", " ".join(sentence.lower().split()))
    return any_binds(
        (fold(part).strip() for part in SENTENCES.split(text)),
        ASSENT,
        lambda part, agreed: _part_binds(part, about, agreed),
    )


def _part_binds(part: str, about: About, agreed: bool) -> bool:
    if part.endswith("?"):
        return bool(CLOSING.search(part))
    if IN_TURN.search(part):
        return True
    if WON.search(part) and not NEVER.match(part) and not REPORTED.search(part):
        return True
    says_yes = agreed or bool(ASSENT.search(part))
    text = _unconditional(OPENERS.sub("", part))
    if not text or REPORTED.search(text):
        return False
    if _is_bare(text, says_yes):
        return True
    clauses = (OPENERS.sub("", piece).strip(" .!") for piece in CUTS.split(text))
    return any(_clause_binds(clause, about, says_yes) for clause in clauses if clause)


def _unconditional(text: str) -> str:
    first = CONDITION_FIRST.match(text)
    if first:
        return OPENERS.sub("", first["main"])
    return "" if HANGING.match(text) else CONDITION_LAST.sub("", text)


def _clause_binds(clause: str, about: About, says_yes: bool) -> bool:
    if DENIED.search(clause) or IMAGINED.search(clause):
        return False
    if PROMISES.search(clause) or GOES.search(clause) or (says_yes and LEAVES.match(clause)):
        return True
    near = about(clause)
    if ORDERS.match(clause) and not IDLE_ORDERS.match(clause):
        return near or says_yes
    return near and bool(FITS.search(clause))


def _is_bare(text: str, says_yes: bool) -> bool:
    kinds = {item.kind for item in figures(text, "es")}
    if not kinds or len(text.split()) > BARE_WORDS or VERB.search(text) or DENIED.search(text):
        return False
    return says_yes or (len(kinds) > 1 and "date" in kinds)
