"""English names of states as news writes them, and the adjectives and nouns for their people.

Hand-written. One line per state: alpha-3 code | preferred name | other names | adjectives |
nouns, each list separated by commas. An empty preferred name means the Unicode CLDR name;
an empty noun means the first adjective, and the same with "s".
"""

# ruff: noqa: E501
from __future__ import annotations

from typing import NamedTuple

_TABLE = """
AFG|||Afghan|Afghan, Afghans
AGO|||Angolan|
ALB|||Albanian|
AND||Principality of Andorra|Andorran|
ARE||UAE, U.A.E.|Emirati|
ARG||Argentine Republic|Argentine, Argentinian, Argentinean|Argentine, Argentines, Argentinian, Argentinians
ARM|||Armenian|
ATG|Antigua and Barbuda|Antigua & Barbuda|Antiguan, Antiguan and Barbudan|
AUS||Commonwealth of Australia|Australian|
AUT|||Austrian|
AZE|||Azerbaijani, Azeri|
BDI|||Burundian, Burundi|Burundian, Burundians
BEL|||Belgian|
BEN|||Beninese|Beninese
BFA|||Burkinabe, Burkinabè|Burkinabe
BGD|||Bangladeshi|
BGR|||Bulgarian|
BHR|||Bahraini|
BHS|Bahamas|The Bahamas, Commonwealth of The Bahamas|Bahamian|
BIH|Bosnia and Herzegovina|Bosnia, Bosnia-Herzegovina, BiH|Bosnian, Bosnian and Herzegovinian|
BLR||Belorussia|Belarusian, Belarussian|
BLZ|||Belizean|
BOL||Plurinational State of Bolivia|Bolivian|
BRA|||Brazilian|
BRB|||Barbadian, Bajan|
BRN||Brunei Darussalam|Bruneian|
BTN|||Bhutanese|Bhutanese
BWA|||Botswanan, Botswana|Botswanan, Botswanans, Batswana
CAF|||Central African|
CAN|||Canadian|
CHE||Swiss Confederation|Swiss|Swiss
CHL|||Chilean|
CHN||PRC, P.R.C., People's Republic of China, Mainland China|Chinese|Chinese
CIV|Ivory Coast|Côte d'Ivoire, Cote d'Ivoire, Côte d’Ivoire, Cote d’Ivoire|Ivorian, Ivoirian|
CMR|||Cameroonian|
COD|Democratic Republic of the Congo|DR Congo, DRC, D.R. Congo, D.R.C., Democratic Republic of Congo, Congo-Kinshasa|Congolese|Congolese
COG|Republic of the Congo|Congo-Brazzaville, Republic of Congo, Congo Republic|Congolese|Congolese
COL|||Colombian|
COM||Comoro Islands|Comorian, Comoran|
CPV|Cape Verde|Cabo Verde|Cape Verdean, Cabo Verdean|
CRI|||Costa Rican|
CUB|||Cuban|
CYP|||Cypriot, Greek Cypriot|Cypriot, Cypriots
CZE|Czech Republic|Czechia|Czech|
DEU||FRG, Federal Republic of Germany|German|
DJI|||Djiboutian|
DMA|||Dominican|
DNK||Kingdom of Denmark|Danish|Dane, Danes
DOM|||Dominican|
DZA||People's Democratic Republic of Algeria|Algerian|
ECU|||Ecuadorian, Ecuadorean, Ecuadoran|
EGY|||Egyptian|
ERI|||Eritrean|
ESH||Sahrawi Arab Democratic Republic, SADR|Sahrawi, Saharawi|
ESP|||Spanish|Spaniard, Spaniards
EST|||Estonian|
ETH|||Ethiopian|
FIN|||Finnish|Finn, Finns
FJI||Fiji Islands|Fijian|
FRA|||French|Frenchman, Frenchmen, Frenchwoman, Frenchwomen
FSM|Micronesia|Federated States of Micronesia, FSM|Micronesian|
GAB|||Gabonese|Gabonese
GBR|United Kingdom|UK, U.K., Britain, Great Britain|British, UK, U.K.|Briton, Britons
GEO|||Georgian|
GHA|||Ghanaian|
GIN||Guinea-Conakry|Guinean|
GMB|Gambia|The Gambia|Gambian|
GNB||Guinea Bissau|Bissau-Guinean, Guinea-Bissauan|
GNQ|||Equatorial Guinean, Equatoguinean|
GRC||Hellenic Republic|Greek, Hellenic|
GRD|||Grenadian|
GTM|||Guatemalan|
GUY|||Guyanese|Guyanese
HND|||Honduran|
HRV|||Croatian|Croatian, Croatians, Croat, Croats
HTI|||Haitian|
HUN|||Hungarian|
IDN|||Indonesian|
IND|||Indian|
IRL||Republic of Ireland, Éire|Irish|Irishman, Irishmen, Irishwoman, Irishwomen
IRN||Islamic Republic of Iran|Iranian|
IRQ|||Iraqi|
ISL|||Icelandic|Icelander, Icelanders
ISR|||Israeli|
ITA|||Italian|
JAM|||Jamaican|
JOR||Hashemite Kingdom of Jordan|Jordanian|
JPN|||Japanese|Japanese
KAZ|||Kazakh, Kazakhstani|
KEN|||Kenyan|
KGZ||Kyrgyz Republic, Kirghizia|Kyrgyz, Kyrgyzstani|Kyrgyz, Kyrgyzstani, Kyrgyzstanis
KHM|||Cambodian|
KIR|||I-Kiribati|I-Kiribati
KNA|Saint Kitts and Nevis|St. Kitts and Nevis, St Kitts and Nevis, St. Kitts, St Kitts|Kittitian, Kittitian and Nevisian|
KOR|South Korea|Republic of Korea, ROK, R.O.K., S. Korea, S Korea|South Korean|
KWT|||Kuwaiti|
LAO||Lao PDR, Lao People's Democratic Republic|Laotian, Lao|
LBN|||Lebanese|Lebanese
LBR|||Liberian|
LBY|||Libyan|
LCA|Saint Lucia|St. Lucia, St Lucia|Saint Lucian, St. Lucian, St Lucian|
LIE|||Liechtenstein, Liechtensteiner|Liechtensteiner, Liechtensteiners
LKA||Ceylon|Sri Lankan|
LSO|||Lesotho, Basotho|Basotho
LTU|||Lithuanian|
LUX||Luxemburg, Grand Duchy of Luxembourg|Luxembourgish, Luxembourgian|Luxembourger, Luxembourgers
LVA|||Latvian|
MAR|||Moroccan|
MCO|||Monegasque, Monégasque|
MDA||Republic of Moldova, Moldavia|Moldovan|
MDG|||Malagasy, Madagascan|Malagasy
MDV||The Maldives, Maldive Islands|Maldivian|
MEX||México, United Mexican States|Mexican|
MHL||Republic of the Marshall Islands, RMI|Marshallese|Marshallese
MKD||Republic of North Macedonia, Macedonia, FYROM, Former Yugoslav Republic of Macedonia|Macedonian, North Macedonian|
MLI|||Malian|
MLT|||Maltese|Maltese
MMR|Myanmar|Burma, Republic of the Union of Myanmar|Burmese, Myanmar|Burmese
MNE|||Montenegrin|
MNG|||Mongolian|
MOZ|||Mozambican|
MRT|||Mauritanian|
MUS|||Mauritian|
MWI|||Malawian|
MYS|||Malaysian|
NAM|||Namibian|
NER|||Nigerien|
NGA|||Nigerian|
NIC|||Nicaraguan|
NLD||The Netherlands, Holland|Dutch, Netherlands|Dutchman, Dutchmen, Dutchwoman, Dutchwomen
NOR|||Norwegian|
NPL|||Nepalese, Nepali|Nepali, Nepalis, Nepalese
NRU|||Nauruan|
NZL||Aotearoa|New Zealand|New Zealander, New Zealanders
OMN||Sultanate of Oman|Omani|
PAK|||Pakistani|
PAN||Republic of Panama, Panamá|Panamanian|
PER||Perú|Peruvian|
PHL||The Philippines|Philippine, Filipino|Filipino, Filipinos, Filipina, Filipinas
PLW|||Palauan|
PNG||PNG|Papua New Guinean|
POL|||Polish|Pole, Poles
PRK|North Korea|DPRK, D.P.R.K., Democratic People's Republic of Korea, N. Korea, N Korea|North Korean|
PRT|||Portuguese|Portuguese
PRY|||Paraguayan|
PSE|Palestine|State of Palestine, Palestinian Authority, Palestinian National Authority, Palestinian Territories, Occupied Palestinian Territory|Palestinian|
QAT|||Qatari|
ROU|||Romanian|
RUS||Russian Federation, The Russian Federation|Russian|
RWA|||Rwandan|
SAU||Kingdom of Saudi Arabia, KSA|Saudi, Saudi Arabian|
SDN||The Sudan|Sudanese|Sudanese
SEN|||Senegalese|Senegalese
SGP|||Singaporean, Singapore|Singaporean, Singaporeans
SLB||Solomons|Solomon Islands|Solomon Islander, Solomon Islanders
SLE|||Sierra Leonean|
SLV|||Salvadoran, Salvadorean, Salvadorian|
SMR|||Sammarinese|Sammarinese
SOM||Somali Republic, Federal Republic of Somalia|Somali, Somalian|
SRB||Republic of Serbia|Serbian|Serbian, Serbians, Serb, Serbs
SSD|||South Sudanese|South Sudanese
STP|São Tomé and Príncipe|Sao Tome and Principe, Sao Tome, São Tomé|São Toméan, Sao Tomean|
SUR|||Surinamese|Surinamese
SVK||Slovak Republic|Slovak, Slovakian|
SVN|||Slovenian, Slovene|Slovenian, Slovenians, Slovene, Slovenes
SWE|||Swedish|Swede, Swedes
SWZ||Swaziland, Kingdom of Eswatini|Swazi|
SYC|||Seychellois|Seychellois
SYR||Syrian Arab Republic|Syrian|
TCD|||Chadian|
TGO|||Togolese|Togolese
THA|||Thai|
TJK|||Tajik, Tajikistani|
TKM|||Turkmen|Turkmen, Turkmens
TLS|East Timor|Timor-Leste, Timor Leste|Timorese, East Timorese|Timorese, East Timorese
TON|||Tongan|
TTO|Trinidad and Tobago|Trinidad & Tobago, Trinidad|Trinidadian, Trinidadian and Tobagonian|
TUN|||Tunisian|
TUR|Turkey|Türkiye, Turkiye, Republic of Turkey, Republic of Türkiye|Turkish|Turk, Turks
TUV|||Tuvaluan|
TWN||Republic of China, Chinese Taipei|Taiwanese|Taiwanese
TZA||United Republic of Tanzania|Tanzanian|
UGA|||Ugandan|
UKR||The Ukraine|Ukrainian|
URY|||Uruguayan|
USA|United States|US, U.S., USA, U.S.A., United States of America, America|American, US, U.S., United States|American, Americans
UZB|||Uzbek, Uzbekistani|
VAT|Holy See|Vatican, The Vatican, Vatican City, Vatican City State|Vatican|
VCT|Saint Vincent and the Grenadines|St. Vincent and the Grenadines, St Vincent and the Grenadines, St. Vincent, St Vincent|Vincentian, Saint Vincentian|
VEN||Bolivarian Republic of Venezuela|Venezuelan|
VNM||Viet Nam, Socialist Republic of Vietnam|Vietnamese|Vietnamese
VUT|||Vanuatuan, Ni-Vanuatu|Ni-Vanuatu
WSM||Western Samoa|Samoan|
XKX||Republic of Kosovo|Kosovar, Kosovan|
YEM|||Yemeni|
ZAF||RSA, Republic of South Africa|South African|
ZMB|||Zambian|
ZWE|||Zimbabwean|
"""

# Words for two states at once; the reader has to settle which is meant.
SHARED_ADJECTIVES = {"Korean": ("KOR", "PRK"), "Congolese": ("COD", "COG"), "Dominican": ("DMA", "DOM")}


class StateNames(NamedTuple):
    """How English news names one state; ``preferred`` is empty where the CLDR name is meant."""

    code: str
    preferred: str
    others: tuple[str, ...]
    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]


def state_names() -> dict[str, StateNames]:
    """Return the table by alpha-3 code."""
    return {line.split("|")[0]: _row(line) for line in _TABLE.strip().splitlines()}


def _row(line: str) -> StateNames:
    code, preferred, others, adjectives, nouns = line.split("|")
    first = _listed(adjectives)[0]
    return StateNames(
        code,
        preferred,
        _listed(others),
        _listed(adjectives),
        _listed(nouns) or (first, f"{first}s"),
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())
