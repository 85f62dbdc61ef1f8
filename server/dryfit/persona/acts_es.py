"""The act table for Spanish as it is spoken on sites in Mexico and the United States.

As in `acts.py`: (act, weight, pattern), strongest first. Patterns look at the folded sentence:
lowercase, no accents, no opening marks, for a recogniser writes them or does not.
"""

from __future__ import annotations

import re

from dryfit.persona.reading import Act

FILLERS_ES = re.compile(
    r"^(?:(?:um|uh|eh|oye|este|pues|bueno|mira|a ver|okey|ok|y|pero|ah|hola|que onda|beto|ramiro|"
    r"compadre|cabo|fijate|digo|la verdad|entonces(?= (?:que|como|por que|cuando|vamos|yo))|"
    r"de plano|honestamente)[,.]? )+"
)

TABLE_ES: tuple[tuple[Act, float, str], ...] = (
    (
        Act.META,
        1.0,
        r"ignora (?:tus|las|todas|el)|(?:tus|las) instrucciones|eres (?:un |una )?(?:robot|bot|"
        r"ia|maquina|inteligencia)|inteligencia artificial|modelo de lenguaje|"
        r"preocupacion oculta|que (?:me )?(?:escondes|ocultas)|(?:dime|cual es) tu secreto|"
        r"modo desarrollador|finge que",
    ),
    (
        Act.STOP,
        1.0,
        r"^(?:quiero (?:parar|terminar)|paremos|terminemos|ya no quiero seguir|salir|"
        r"(?:podemos|hay que) parar(?: aqui)?|hasta aqui(?: por favor)?|fin de la sesion)$",
    ),
    (
        Act.INSULT,
        1.0,
        r"\b(?:pendej\w*|idiota\w*|imbecil\w*|estupid\w*|rater[oa]|tranza|mentiros[oa]|floj[oa]|"
        r"inutil|lloron\w*|maricon\w*|cabron\w*|muerto de hambre|callate|vete al|baboso|burro|"
        r"bueno para nada)\b",
    ),
    (Act.APOLOGY, 0.9, r"\b(?:perdon(?:ame)?|disculp\w+|lo siento|me equivoque|no debi|mi culpa)"),
    (
        Act.REFLECTION,
        0.95,
        r"^(?:o sea|asi que|es decir|entonces (?:a ti|tu|el|no|te|ya|andas))\b(?!.*\bquedamos\b)|"
        r"^(?:suena|se (?:oye|ve|nota|siente)|parece|pareciera|ha de|debe (?:de )?(?:ser|"
        r"haber)|imagino|me imagino|"
        r"entiendo (?:que|por que)|no ha de)\b",
    ),
    (
        Act.REFLECTION,
        0.85,
        r"^(?:te (?:da pena|quedaste|dejaron|sientes|sentiste|callaste|lo callaste|toco|quedaron)|"
        r"tienes miedo|no quieres|llevas \w+|has estado|estas (?:cargando|preocupado|solo|entre)|"
        r"a ti tampoco|tu tampoco|te ves (?:cansad|preocupad|mal|trist)\w*|cargas con|"
        r"andas (?:corto|preocupado))\b",
    ),
    (
        Act.OPEN_QUESTION,
        0.9,
        r"^(?:que(?! (?:dia|hora|fecha|tal|onda|bonit\w+|buen\w*|rico|padre|chul\w+|lind\w+|calor|"
        r"frio)\b)|como(?! te llamas| (?:le|te) va| esta (?:la|tu|su) (?:familia|esposa|senora))|"
        r"por que|cuenta(?:me)?|"
        r"platica(?:me)?|explica(?:me)?|dime (?:que|como|por que|la verdad)|a que se debe|"
        r"(?:me )?(?:puedes|quieres|podrias) (?:contar|decir|platicar|explicar)\w*|cual(?:es)?\b)|"
        r"^quien(?:es)? (?:te|se|les)\b",
    ),
    (
        Act.CLOSED_QUESTION,
        0.85,
        r"^(?:cuant[oa]s?|cuando|donde|desde cuando|a quien|quien es|ya (?:te|le|les|fuiste|fue|"
        r"entregaron|abrieron|hablaste|pagaron|comiste)|(?:a ti )?ya te|tienes(?! que| miedo)|hay |"
        r"es (?:por|el|la|cierto)|fue (?:por|el|la)|estas? (?:bien|seguro)|has (?:ido|hablado|"
        r"cobrado|visto)|le has|te (?:duele|pagaron|quedaron|corrieron|lastimaste)|que (?:dia|hora|"
        r"fecha)|viene el)\b",
    ),
    (
        Act.OFFER,
        0.9,
        r"\b(?:yo (?:voy|te|lo|la|le|les|consigo|pido|hablo|subo|pago|cargo|firmo|me encargo|"
        r"mismo)|"
        r"te (?:cambio|pongo|acompano|ayudo|llevo|doy|consigo|mando|aviso|descuento|firmo)|"
        r"me encargo|vamos (?:juntos|con|primero|los dos)|voy contigo|no vas solo|"
        r"lo (?:escribimos|apuntamos|hacemos|firmamos|reporto)|podemos|que tal si|"
        r"y si (?:vamos|te|le|lo|me|hablamos)|me das|dame|en abonos|en (?:dos|tres|cuatro) pagos|"
        r"(?:dos|tres|cuatro) pagos|hablo con|hablamos con|queda entre|no le digo a|"
        r"me (?:pague|haga|das) |te quedas|haces las mismas|si no (?:te cae|se puede)|"
        r"le (?:decimos|ensenamos|facturo)|la (?:ley|compania) (?:dice|paga|esta)|es ilegal|"
        r"(?:el )?seguro (?:de|paga))",
    ),
    (
        Act.CLOSE,
        0.95,
        r"^(?:entonces |y |pues )?(?:vamos (?:hoy|manana|ahorita|al rato|a la|el|ya)|vienes|"
        r"quedamos|te parece|le entras|(?:me )?puedes (?:ir|firmar|pagar|acompanar|dar)|"
        r"firmamos|hacemos trato|es un trato|(?:cuando|que dia) (?:vamos|me pagas|puedes)|"
        r"(?:lo|la|nos) (?:\w+amos|dejamos|vemos) (?:para|el)|te queda bien|"
        r"me pagas el|nos vemos el|cuanto me (?:puedes|vas a) (?:dar|pagar))\b|"
        r"\b(?:quedamos (?:asi|el)|trato hecho)\b",
    ),
    (
        Act.PRESSURE,
        0.93,
        r"\b(?:tienes que|debes de?(?! \w+ar)|ya (?:pagame|paga|dime|dilo)|andale|"
        r"no te hagas|nada mas di|di que si|que tienes que perder|"
        r"no seas|exijo|necesito (?:mi dinero|que me pagues|ya)|ahorita mismo|apurate|o me pagas|"
        r"de una vez|hazlo ya|no me voy)\b",
    ),
    (
        Act.REASSURANCE,
        0.92,
        r"\b(?:no te preocupes|te (?:prometo|juro|aseguro)|confia en|todo va a|no va a pasar|"
        r"no te van a (?:correr|despedir|hacer nada)|no pasa nada|no hay (?:problema|bronca)|"
        r"en buenas manos|tranquilo|vas a ver que)",
    ),
    (
        Act.PITCH,
        0.9,
        r"\b(?:(?:el|la|los|las) mejor(?:es)?\b|de primera|calidad|te va a encantar|"
        r"nadie (?:como|trabaja)|anos de experiencia|garantizad[oa])",
    ),
    (
        Act.ARGUE,
        0.92,
        r"\b(?:no es (?:cierto|verdad)|mentira|quedaste (?:en|de)|estas mal|te equivocas|"
        r"no tienes razon|puro pretexto|eso es pretexto|no manches|dijiste que)",
    ),
    (
        Act.INTRODUCTION,
        0.85,
        r"\b(?:soy (?:el|la|tu)|me llamo|mi nombre es|vengo (?:a|de|por))\b",
    ),
    (Act.THANKS, 0.9, r"\b(?:gracias|adios|nos vemos(?! el)|hasta luego)\b"),
    (
        Act.GREETING,
        0.95,
        r"^(?:hola|que onda|que tal|quiubo\w*|buenos dias|buenas(?: tardes| noches)?|como estas|"
        r"que hubo|que paso)(?:[ ,]+(?!con|en|cuando|la|ese|despues)\w+){0,2}$|"
        r"^(?:hola|buenos dias|buenas(?: tardes| noches)?)(?:[ ,]+(?:don|dona)? ?\w+)?[ ,¿]+"
        r"como (?:le va|te va|esta(?:s)?(?: usted)?|anda(?:s)?)$",
    ),
    (
        Act.AGREEMENT,
        0.9,
        r"^(?:si|sale|va|ok|okey|orale|esta bien|de acuerdo|claro|asi es|exacto|bueno|me parece|"
        r"cierto)(?:[ ,]+\w+){0,2}$",
    ),
    (Act.DECLINE, 0.9, r"^(?:no|nel|no puedo|no gracias|mejor no|no quiero)(?:[ ,]+\w+){0,2}$"),
    (
        Act.PRAISE,
        0.95,
        r"\b(?:eres (?:muy |bien |tan )?(?:list[oa]|buen[oa]|inteligente|amable|chingon|noble)|"
        r"eres (?:el|la)(?: persona)?(?: mas)? (?:list[oa]|mejor|chingon|buen[oa])|"
        r"hablan (?:maravillas|muy bien|puras cosas buenas)|te (?:admiro|ves (?:muy )?bien)|"
        r"que bien te ves|todos (?:aqui )?te (?:quieren|respetan|admiran))",
    ),
    (
        Act.SMALL_TALK,
        0.95,
        r"^como (?:(?:le|te) va|esta (?:la|tu|su) (?:familia|esposa|senora))\b",
    ),
    (
        Act.SMALL_TALK,
        0.85,
        r"\b(?:calor|clima|frio hace|partido|futbol|jugaron|tacos?|que rico|fin de semana|"
        r"(?:bonit[oa]|lind[oa]|buen[oa]?) (?:troca|camioneta|dia|lugar|casa|patio|local|"
        r"negocio))\b",
    ),
)

COMPILED_ES = tuple((act, weight, re.compile(pattern)) for act, weight, pattern in TABLE_ES)

TAG_ES = re.compile(r"[, ]+(?:(?<!la )verdad|no|cierto|o que|o no|si o no)\??$")

FOLLOW_UP_ES = re.compile(
    r"^(?:(?:y|pero|a poco|oye)[, ]+)*(?:luego|por que(?: no)?|como asi|entonces que|"
    r"que paso(?: entonces| despues| luego)?|a que te refieres|como (?:que|cual)|que cosa|"
    r"cuentame(?: mas)?|sigue|y luego)$"
)
