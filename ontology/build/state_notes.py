"""What has to be said about a state beside its codes and names: capitals with a story, disputed status.

Hand-written and neutral. A note states what is so and what is contested, in English and Spanish;
inclusion of a state says nothing about its status.
"""

from __future__ import annotations

# alpha-3 code -> (English, Spanish)
STATE_NOTES: dict[str, tuple[str, str]] = {
    "BDI": (
        "Gitega is the political capital since 2019; Bujumbura was the capital before.",
        "Gitega es la capital política desde 2019; antes lo era Buyumbura.",
    ),
    "BEN": (
        "Porto-Novo is the capital under the constitution; the government sits in Cotonou.",
        "Porto Novo es la capital según la Constitución; el gobierno tiene su sede en Cotonú.",
    ),
    "BOL": (
        "Sucre is the capital under the constitution; the executive and the legislature sit in La Paz.",
        "Sucre es la capital según la Constitución; los poderes ejecutivo y legislativo están en La Paz.",
    ),
    "CIV": (
        "Yamoussoukro is the official capital since 1983; most of the government sits in Abidjan.",
        "Yamusukro es la capital oficial desde 1983; la mayor parte del gobierno está en Abiyán.",
    ),
    "ESH": (
        "Non-self-governing territory on the list of the United Nations, its status disputed; Morocco "
        "administers most of it and the Sahrawi Arab Democratic Republic claims it. Listed because news "
        "names it as a party; the city given as capital is the largest one.",
        "Territorio no autónomo según la lista de las Naciones Unidas, de estatuto disputado; Marruecos "
        "administra la mayor parte y la República Árabe Saharaui Democrática lo reclama. Figura porque la "
        "prensa lo nombra como parte; la ciudad indicada como capital es la mayor.",
    ),
    "ISR": (
        "The status of Jerusalem is disputed; the capital given is the one the source file names. "
        "Most foreign embassies are in or near Tel Aviv.",
        "El estatuto de Jerusalén es objeto de disputa; la capital indicada es la que nombra el archivo de "
        "origen. La mayoría de las embajadas extranjeras están en Tel Aviv o cerca de allí.",
    ),
    "KAZ": (
        "The capital is Astana; from 2019 to 2022 it was called Nur-Sultan.",
        "La capital es Astaná; de 2019 a 2022 se llamó Nursultán.",
    ),
    "LKA": (
        "The capital given is the one the source file names; the parliament sits in "
        "Sri Jayawardenepura Kotte.",
        "La capital indicada es la que nombra el archivo de origen; el parlamento tiene su sede en "
        "Sri Jayawardenapura Kotte.",
    ),
    "MMR": (
        "Naypyidaw is the capital since 2006; Yangon was the capital before.",
        "Naipyidó es la capital desde 2006; antes lo era Rangún.",
    ),
    "MYS": (
        "Kuala Lumpur is the capital; the federal administration sits in Putrajaya.",
        "Kuala Lumpur es la capital; la administración federal tiene su sede en Putrajaya.",
    ),
    "NGA": (
        "Abuja is the capital since 1991; Lagos was the capital before.",
        "Abuya es la capital desde 1991; antes lo era Lagos.",
    ),
    "NLD": (
        "Amsterdam is the capital under the constitution; government, parliament and embassies are in "
        "The Hague.",
        "Ámsterdam es la capital según la Constitución; el gobierno, el parlamento y las embajadas están en "
        "La Haya.",
    ),
    "PSE": (
        "Observer state at the United Nations, its status disputed; the capital given is the one the "
        "source file names, the Palestinian Authority has its seat in Ramallah.",
        "Estado observador ante las Naciones Unidas, de estatuto disputado; la capital indicada es la que "
        "nombra el archivo de origen, la Autoridad Palestina tiene su sede en Ramala.",
    ),
    "TWN": (
        "Not a member of the United Nations, its status disputed; governed by its own authorities as the "
        "Republic of China and claimed by the People's Republic of China. Listed because news names it as "
        "a party.",
        "No es miembro de las Naciones Unidas y su estatuto está en disputa; se gobierna con autoridades "
        "propias como República de China y lo reclama la República Popular China. Figura porque la prensa "
        "lo nombra como parte.",
    ),
    "TZA": (
        "Dodoma is the capital; many offices and most embassies remain in Dar es Salaam.",
        "Dodoma es la capital; muchas oficinas y la mayoría de las embajadas siguen en Dar es Salaam.",
    ),
    "VAT": (
        "Observer state at the United Nations; the Holy See acts in international relations, also for "
        "Vatican City State, whose codes these are.",
        "Estado observador ante las Naciones Unidas; la Santa Sede actúa en las relaciones internacionales, "
        "también por el Estado de la Ciudad del Vaticano, al que pertenecen estos códigos.",
    ),
    "XKX": (
        "Not a member of the United Nations; its independence, declared in 2008, is recognised by some "
        "states and not by others. XKX is a user-assigned code.",
        "No es miembro de las Naciones Unidas; su independencia, declarada en 2008, es reconocida por unos "
        "Estados y no por otros. XKX es un código asignado por los usuarios.",
    ),
    "ZAF": (
        "Pretoria is the seat of the executive, Cape Town of parliament and Bloemfontein of the Supreme "
        "Court of Appeal.",
        "Pretoria es la sede del poder ejecutivo, Ciudad del Cabo la del parlamento y Bloemfontein la del "
        "Tribunal Supremo de Apelación.",
    ),
}

# Formal names of states for which the table of codes gives none, by language.
FORMAL_NAMES: dict[str, dict[str, str]] = {
    "CIV": {
        "en": "the Republic of Côte d'Ivoire",
        "es": "la República de Côte d'Ivoire",
        "fr": "la République de Côte d'Ivoire",
    },
    "TUR": {
        "en": "the Republic of Türkiye",
        "es": "la República de Türkiye",
        "fr": "la République de Türkiye",
    },
    "XKX": {
        "en": "the Republic of Kosovo",
        "es": "la República de Kosovo",
        "fr": "la République du Kosovo",
    },
}

# What Spanish texts call a state beside the names of CLDR and of the table of codes.
SPANISH_NAMES: dict[str, tuple[str, ...]] = {
    "CIV": ("Costa de Marfil",),
    "COD": ("Congo-Kinsasa",),
    "COG": ("Congo-Brazzaville",),
    "CZE": ("República Checa",),
    "GBR": ("Gran Bretaña",),
    "MMR": ("Birmania", "Myanmar"),
    "NLD": ("Holanda",),
    "PRK": ("Corea del Norte",),
    "KOR": ("Corea del Sur",),
    "SWZ": ("Suazilandia",),
    "TLS": ("Timor Oriental",),
    "USA": ("EE. UU.", "EE.UU.", "EEUU"),
}
