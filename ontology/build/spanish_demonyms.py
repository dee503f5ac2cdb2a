"""Spanish adjectives and nouns for states and their people, as the press writes them.

Hand-written. One line per state: alpha-3 code | masculine, feminine; a word that is the same in both
stands once. Further words follow after a semicolon. The adjective and the noun are one word in Spanish.
"""

from __future__ import annotations

from typing import NamedTuple

_TABLE = """
AFG|afgano, afgana
AGO|angoleño, angoleña
ALB|albanés, albanesa
AND|andorrano, andorrana
ARE|emiratí
ARG|argentino, argentina
ARM|armenio, armenia
ATG|antiguano, antiguana
AUS|australiano, australiana
AUT|austriaco, austriaca; austríaco, austríaca
AZE|azerbaiyano, azerbaiyana; azerí
BDI|burundés, burundesa
BEL|belga
BEN|beninés, beninesa
BFA|burkinés, burkinesa
BGD|bangladesí
BGR|búlgaro, búlgara
BHR|bareiní
BHS|bahameño, bahameña
BIH|bosnio, bosnia; bosnioherzegovino, bosnioherzegovina
BLR|bielorruso, bielorrusa
BLZ|beliceño, beliceña
BOL|boliviano, boliviana
BRA|brasileño, brasileña
BRB|barbadense
BRN|bruneano, bruneana
BTN|butanés, butanesa
BWA|botsuano, botsuana
CAF|centroafricano, centroafricana
CAN|canadiense
CHE|suizo, suiza
CHL|chileno, chilena
CHN|chino, china
CIV|marfileño, marfileña
CMR|camerunés, camerunesa
COD|congoleño, congoleña; congolés, congolesa
COG|congoleño, congoleña; congolés, congolesa
COL|colombiano, colombiana
COM|comorense
CPV|caboverdiano, caboverdiana
CRI|costarricense
CUB|cubano, cubana
CYP|chipriota
CZE|checo, checa
DEU|alemán, alemana
DJI|yibutiano, yibutiana
DMA|dominiqués, dominiquesa
DNK|danés, danesa
DOM|dominicano, dominicana
DZA|argelino, argelina
ECU|ecuatoriano, ecuatoriana
EGY|egipcio, egipcia
ERI|eritreo, eritrea
ESH|saharaui
ESP|español, española
EST|estonio, estonia
ETH|etíope
FIN|finlandés, finlandesa
FJI|fiyiano, fiyiana
FRA|francés, francesa
FSM|micronesio, micronesia
GAB|gabonés, gabonesa
GBR|británico, británica
GEO|georgiano, georgiana
GHA|ghanés, ghanesa
GIN|guineano, guineana
GMB|gambiano, gambiana
GNB|guineano, guineana
GNQ|ecuatoguineano, ecuatoguineana
GRC|griego, griega
GRD|granadino, granadina
GTM|guatemalteco, guatemalteca
GUY|guyanés, guyanesa
HND|hondureño, hondureña
HRV|croata
HTI|haitiano, haitiana
HUN|húngaro, húngara
IDN|indonesio, indonesia
IND|indio, india
IRL|irlandés, irlandesa
IRN|iraní
IRQ|iraquí
ISL|islandés, islandesa
ISR|israelí
ITA|italiano, italiana
JAM|jamaicano, jamaicana; jamaiquino, jamaiquina
JOR|jordano, jordana
JPN|japonés, japonesa
KAZ|kazajo, kazaja
KEN|keniano, keniana; keniata
KGZ|kirguís, kirguisa
KHM|camboyano, camboyana
KIR|kiribatiano, kiribatiana
KNA|sancristobaleño, sancristobaleña
KOR|surcoreano, surcoreana
KWT|kuwaití
LAO|laosiano, laosiana
LBN|libanés, libanesa
LBR|liberiano, liberiana
LBY|libio, libia
LCA|santalucense
LIE|liechtensteiniano, liechtensteiniana
LKA|esrilanqués, esrilanquesa
LSO|lesotense
LTU|lituano, lituana
LUX|luxemburgués, luxemburguesa
LVA|letón, letona
MAR|marroquí
MCO|monegasco, monegasca
MDA|moldavo, moldava
MDG|malgache
MDV|maldivo, maldiva
MEX|mexicano, mexicana
MHL|marshalés, marshalesa
MKD|macedonio, macedonia; normacedonio, normacedonia
MLI|maliense
MLT|maltés, maltesa
MMR|birmano, birmana
MNE|montenegrino, montenegrina
MNG|mongol, mongola
MOZ|mozambiqueño, mozambiqueña
MRT|mauritano, mauritana
MUS|mauriciano, mauriciana
MWI|malauí
MYS|malasio, malasia
NAM|namibio, namibia
NER|nigerino, nigerina
NGA|nigeriano, nigeriana
NIC|nicaragüense
NLD|neerlandés, neerlandesa; holandés, holandesa
NOR|noruego, noruega
NPL|nepalí; nepalés, nepalesa
NRU|nauruano, nauruana
NZL|neozelandés, neozelandesa
OMN|omaní
PAK|pakistaní
PAN|panameño, panameña
PER|peruano, peruana
PHL|filipino, filipina
PLW|palauano, palauana
PNG|papú
POL|polaco, polaca
PRK|norcoreano, norcoreana
PRT|portugués, portuguesa
PRY|paraguayo, paraguaya
PSE|palestino, palestina
QAT|catarí
ROU|rumano, rumana
RUS|ruso, rusa
RWA|ruandés, ruandesa
SAU|saudí; saudita
SDN|sudanés, sudanesa
SEN|senegalés, senegalesa
SGP|singapurense
SLB|salomonense
SLE|sierraleonés, sierraleonesa
SLV|salvadoreño, salvadoreña
SMR|sanmarinense
SOM|somalí
SRB|serbio, serbia
SSD|sursudanés, sursudanesa
STP|santotomense
SUR|surinamés, surinamesa
SVK|eslovaco, eslovaca
SVN|esloveno, eslovena
SWE|sueco, sueca
SWZ|suazi
SYC|seychellense
SYR|sirio, siria
TCD|chadiano, chadiana
TGO|togolés, togolesa
THA|tailandés, tailandesa
TJK|tayiko, tayika
TKM|turcomano, turcomana
TLS|timorense
TON|tongano, tongana
TTO|trinitense
TUN|tunecino, tunecina
TUR|turco, turca
TUV|tuvaluano, tuvaluana
TWN|taiwanés, taiwanesa
TZA|tanzano, tanzana
UGA|ugandés, ugandesa
UKR|ucraniano, ucraniana
URY|uruguayo, uruguaya
USA|estadounidense; norteamericano, norteamericana
UZB|uzbeko, uzbeka
VAT|vaticano, vaticana
VCT|sanvicentino, sanvicentina
VEN|venezolano, venezolana
VNM|vietnamita
VUT|vanuatuense
WSM|samoano, samoana
XKX|kosovar
YEM|yemení
ZAF|sudafricano, sudafricana
ZMB|zambiano, zambiana
ZWE|zimbabuense
"""


class Demonym(NamedTuple):
    """A Spanish word for a state or its people in the singular, masculine and feminine."""

    masculine: str
    feminine: str


def spanish_demonyms() -> dict[str, tuple[Demonym, ...]]:
    """Return the table by alpha-3 code; the word used most comes first."""
    rows = (line.split("|") for line in _TABLE.strip().splitlines())
    return {code: tuple(_demonym(words) for words in cell.split(";")) for code, cell in rows}


def _demonym(words: str) -> Demonym:
    forms = [form.strip() for form in words.split(",")]
    return Demonym(forms[0], forms[-1])
