"""Names of leaders: one line joins the spellings of one person. Hand-written.

``STATE|name that English news uses|other spellings``. A spelling after "~" is a slip of the source
file: it is published as a hidden label, for records. Names that the source spells in one way only and as news
does need no line.
"""

# ruff: noqa: E501
from __future__ import annotations

from functools import cache

from kg.iri import folded

_TABLE = """
AFG|Ashraf Ghani|Ashraf Ghani Ahmedzai; Mohamad Ashraf Ghani; Mohammad Ashraf Ghani
AGO|João Lourenço|João Manuel Gonçalves Lourenço
AGO|José Eduardo dos Santos|Jose Eduardo dos Santos
ARE|Mohamed bin Zayed Al Nahyan|Sheikh Mohamed bin Zayed Al Nahyan; Mohammed bin Zayed; Mohamed bin Zayed; Sheikh Mohammed bin Zayed Al Nahyan
ARG|Alberto Fernández|Alberto Fernandez
ARG|Cristina Fernández de Kirchner|Cristina Fernandez de Kirchner; Cristina Fernández; Cristina Kirchner
ARG|Fernando de la Rúa|Fernando de la Rua
ARG|Néstor Kirchner|Nestor Kirchner
ARM|Serzh Sargsyan|Serge Sarkisian; Serzh Sarkisian
ATG|Baldwin Spencer|W. Baldwin Spencer
AUS|Malcolm Turnbull|Malcolm B. Turnbull
AUS|Tony Abbott|Anthony J. Abbott; Anthony Abbott
AUT|Wolfgang Schüssel|Wolfgang Schuessel
AZE|Heydar Aliyev|Geidar Aliyev
BDI|Évariste Ndayishimiye|Evariste Ndayishimiye
BEL|Elio Di Rupo|Elio de Rupo
BEN|Patrice Talon|Patrice Athanase Guillaume Talon
BEN|Thomas Boni Yayi|Boni Yayi; Thomas Yayi Boni; Yayi Boni
BGR|Simeon Saxe-Coburg-Gotha|Simeon Saxe-Coburg Gotha; Simeon Sakskoburggotski
BHR|Hamad bin Isa Al Khalifa|Sheikh Hamad bin Isa al-Khalifa; Hamad Bin Essa al-Khalifa; Hamad Bin Isa Bin Salman al-Khalifa; Hamad bin Issa al-Khalifa
BHS|Hubert Ingraham|Hubert A. Ingraham
BHS|Hubert Minnis|~Dr. Hubert A. Minnis; Hubert A. Minnis
BFA|Blaise Compaoré|Blaise Compaore
BLZ|John Briceño|Johnny Briceño; John Briceno
BOL|Gonzalo Sánchez de Lozada|Gonzalo Sanchez de Lozada
BOL|Jorge Quiroga|Jorge Quiroga Ramirez; Jorge Quiroga Ramírez
BRA|Dilma Rousseff|~Dilma Roussef
BRA|Fernando Henrique Cardoso|Henrique Cardoso
BRA|Jair Bolsonaro|Jair Messias Bolsonaro
BRA|Luiz Inácio Lula da Silva|Luiz Inacio Lula Da Silva; Luiz Lula da Silva; Lula da Silva; Lula; Luiz Inácio Lula; ~Luiz Inacio Lula de Salva
BRN|Hassanal Bolkiah|Haji Hassanal Bolkiah; ~Hassan al Bolkiah; ~Hassinal Bolkiah
BWA|Ian Khama|Seretse Khama Ian Khama
BWA|Mokgweetsi Masisi|Mokgweetsi Eric Keabetswe Masisi
CAF|Faustin-Archange Touadéra|Faustin Archange Touadera
CAN|Jean Chrétien|Jean Chretien
CAN|Justin Trudeau|Justin P. J. Trudeau
CHE|Johann Schneider-Ammann|Johann N. Schneider Ammann
CHL|Gabriel Boric|Gabriel Boric Font
CHL|Michelle Bachelet|~Michele Bachelet
CHL|Sebastián Piñera|Sebastian Pinera
CIV|Alassane Ouattara|Alassane Dramane Ouattara
COD|Félix Tshisekedi|Felix Antoine Tshisekedi Tshilombo; Felix Tshisekedi
COL|Andrés Pastrana|Andres Pastrana
COL|Álvaro Uribe|Alvaro Uribe; Álvaro Uribe Vélez
COL|Iván Duque|Ivan Duque Marquez; Iván Duque Márquez; Ivan Duque
COL|Juan Manuel Santos|Juan Manuel Santos Calderon
COG|Denis Sassou Nguesso|Denis Sassou-Nguesso
CPV|José Maria Neves|Jose Maria Pereira Neves
CPV|Jorge Carlos Fonseca|~Jorge Carlos de Almeida
CRI|Miguel Ángel Rodríguez|Miguel Angel Rodriguez
CRI|Óscar Arias|Oscar Arias; Óscar Arias Sánchez
CRI|Rodrigo Chaves|Rodrigo Chaves Robles
CUB|Raúl Castro|Raul Castro
CZE|Mirek Topolánek|Mirek Topolanek
CZE|Miloš Zeman|Milos Zeman
CZE|Petr Nečas|Petr Necas
CZE|Vladimír Špidla|Vladimir Spidla
CZE|Václav Havel|Vaclav Havel
CZE|Václav Klaus|Vaclav Klaus
DEU|Gerhard Schröder|Gerhard Schroeder
DJI|Ismaïl Omar Guelleh|Ismail Guelleh; Ismail Omar Guelleh
DNK|Anders Fogh Rasmussen|Anders Rasmussen
DNK|Lars Løkke Rasmussen|Lars Lokke Rasmussen; Lars Rasmussen
DOM|Danilo Medina|Danilo Medina Sanchez
DOM|Hipólito Mejía|Hipolito Mejia
DOM|Leonel Fernández|Leonel Fernandez; Leonel Fernandez Reyna
DZA|Abdelaziz Bouteflika|~Abdelaziz Boutefilka
DZA|Abdelmalek Sellal|~Abdelmalik Sellal
ECU|Guillermo Lasso|Guillermo Lasso Mendoza
ECU|Lenín Moreno|Lenin Moreno Garcés; Lenin Moreno
ECU|Lucio Gutiérrez|Lucio Gutierrez
EGY|Abdel Fattah el-Sisi|Abdel Fattah Said Alsisi; Abdel Fattah al-Sisi; Abdelfattah Said Elsisi; Abdel-Fattah el-Sissi; Abdel-Fattah el-Sisi
ESP|José Luis Rodríguez Zapatero|Jose Luis Rodriguez Zapatero
ESP|José María Aznar|Jose Maria Aznar
ETH|Abiy Ahmed|Abiy Ahmed Ali
ETH|Hailemariam Desalegn|Hailemariam Desalegn Boshe
FJI|Frank Bainimarama|Josaia Voreqe Bainimarama; Voreqe Bainimarama
FJI|Sitiveni Rabuka|Sitiveni Ligamamada Rabuka
FRA|François Hollande|Francois Hollande
FRA|Nicolas Sarkozy|~Nicloas Sarkozy
GAB|Ali Bongo Ondimba|Ali Bongo; ~Ali Ben Bongo Odimba
GAB|Omar Bongo|El Hadj Omar Bongo
GEO|Eduard Shevardnadze|~Eduard Sheverdnadze
GEO|Mikheil Saakashvili|Mikhail Saakashvili
GHA|John Atta Mills|John Evans Atta Mills
GHA|John Kufuor|John Agyekum Kufuor; ~John Agyokum Kufuor
GHA|John Mahama|John Dramani Mahama
GHA|Nana Akufo-Addo|Nana Addo Dankwa Akufo-Addo
GIN|Alpha Condé|Alpha Conde
GMB|Yahya Jammeh|Yahya A. J. J. Jammeh
GNB|José Mário Vaz|Jose Mario Vaz
GNQ|Teodoro Obiang Nguema Mbasogo|Teodoro Obiang Nguema; Teodoro Obiang
GRC|Alexis Tsipras|Alexios Tsipras
GRC|Antonis Samaras|Antonios Samaras
GRC|Costas Simitis|Konstandinos Simitis; ~Konstandions Simitis
GRC|Kostas Karamanlis|Konstandinos Karamanlis; Konstantinos Karamanlis; Costas Karamanlis
GTM|Álvaro Colom|Alvaro Colom Caballeros
GTM|Otto Pérez Molina|~Otto Fernandez Perez
GTM|Óscar Berger|Oscar Berger
GUY|Irfaan Ali|Mohamed Irfaan Ali
HND|Juan Orlando Hernández|Juan Orlando Hernandez; ~Juan Hernando Hernandez
HND|Manuel Zelaya|Manuel Zelaya Rosales
HND|Porfirio Lobo|Porfirio Lobo Sosa
HRV|Ivica Račan|Ivica Racan
HRV|Zoran Milanović|Zoran Milanovic
HTI|Jovenel Moïse|Jovenel Moise
HTI|René Préval|Rene Preval
HUN|Ferenc Gyurcsány|Ferenc Gyurcsany
HUN|Péter Medgyessy|Peter Medgyessy
HUN|Viktor Orbán|Viktor Orban
IDN|Abdurrahman Wahid|~Wahid
IDN|Joko Widodo|Jokowi
IND|Atal Bihari Vajpayee|Atal Vajpayee
IRL|Micheál Martin|~Michael Martin
IRQ|Haider al-Abadi|Haidar al-Abadi; Haider al Abadi
IRQ|Ibrahim al-Jaafari|Ibrahim al-Jafari
IRQ|Mohammed Shia al-Sudani|Mohammed Shyaa al-Sudani
IRQ|Nouri al-Maliki|Nuri al-Maliki
ISL|Davíð Oddsson|David Oddsson
ISL|Jóhanna Sigurðardóttir|Johanna Sigurdardottir
ISL|Ólafur Ragnar Grímsson|Olafur Grimsson
ISL|Sigurður Ingi Jóhannsson|Sigurd Ingi Johannsson
ISR|Benjamin Netanyahu|Binyamin Netanyahu
ITA|Carlo Azeglio Ciampi|Carlo Ciampi
ITA|Giuliano Amato|~Guiliano Amato
JOR|Abdullah II|Abdullah II bin Al-Hussein; Abdullah II ibn Al Hussein
JPN|Fumio Kishida|Kishida Fumio
JPN|Shinzo Abe|Shinzō Abe; Abe Shinzo
JPN|Yoshihide Suga|Suga Yoshihide
KGZ|Sadyr Japarov|Sadyr Zhaparov
KEN|Daniel arap Moi|Daniel T. arap Moi
KOR|Kim Dae-jung|Kim Dae-Jung
KOR|Lee Myung-bak|Lee Myung-Bak
KOR|Park Geun-hye|Park Geun-Hye
KOR|Roh Moo-hyun|Roh Moo-Hyun
KWT|Sabah Al-Ahmad Al-Jaber Al-Sabah|Sheikh Sabah Al-Ahmed Al-Jaber Al-Sabah; Sheikh Sabah al-Ahmed al-Jaber al-Sabah; Sabah al-Ahmed al-Jabir al-Sabah; Sheik Sabah al-Ahmed al-Jaber al-Sabah; Sabah al-Sabah
KWT|Nasser Al-Mohammed Al-Sabah|Sheikh Nasser al-Sabah
LBN|Saad Hariri|Sa’ad al-Hariri; Saad al-Hariri
LBR|Ellen Johnson Sirleaf|Ellen Johnson-Sirleaf
LBR|George Weah|George Manneh Weah
LBY|Abdullah al-Thani|Abdalla Alteni
LBY|Abdurrahim El-Keib|Abdurrahim al-Keib
LBY|Mohamed al-Menfi|Mohamed Younis Menfi
LCA|Allen Chastanet|Allen Michael Chastanet
LCA|Kenny Anthony|Kenny Davis Anthony
LCA|Philip J. Pierre|Philip Pierre
LSO|Sam Matekane|Ntsokoane Samuel Matekane
LSO|Thomas Thabane|Motsoahae Thomas Thabane; Tom Thabane
LTU|Dalia Grybauskaitė|Dalia Grybauskaite; ~Galia Grybauskaite
LUX|Jean-Claude Juncker|Jean Claude Juncker
LVA|Andris Bērziņš|Andris Berzins
LVA|Vaira Vīķe-Freiberga|~Vairi Vike-Freiberga; ~Vairi Vike-Freiburga
MAR|Abdelilah Benkirane|Abdel-Ilah Benkiran
MAR|Mohammed VI|Mohamed VI
MDG|Andry Rajoelina|Andry Nirina Rajoelina
MEX|Enrique Peña Nieto|Enrique Pena Nieto; Peña Nieto
MEX|Felipe Calderón|Felipe Calderon; Felipe Calderón Hinojosa; ~Feilipe Calderon
MEX|Vicente Fox|Vicente Fox Quesada
MHL|Hilda Heine|~Dr. Hilda C. Heine; Hilda C. Heine
MKD|Vlado Bučkovski|Vlado Buckovski
MLI|Alpha Oumar Konaré|Alpha Oumar Konare
MLI|Amadou Toumani Touré|Amadou Toumani Toure
MLI|Ibrahim Boubacar Keïta|~Ibrahim Boubacar Kieta
MNE|Igor Lukšić|Igor Luksic
MNG|Natsagiin Bagabandi|Natsagiyn Bagabandi
MNG|Tsakhiagiin Elbegdorj|Tsakhia Elbegdorj
MOZ|Armando Guebuza|~Ermando Emilio Guebuza
MOZ|Filipe Nyusi|Filipe Jacinto Nyusi
MOZ|Joaquim Chissano|Joaquim Alberto Chissano
MRT|Mohamed Ould Ghazouani|Mohamed Ould Cheikh El Ghazouani
MUS|Pravind Jugnauth|Pravind Kumar Jugnauth
MWI|Lazarus Chakwera|Lazarus McCarthy Chakwera
MWI|Peter Mutharika|Arthur Peter Mutharika
MYS|Abdullah Ahmad Badawi|Abdullah Badawi
MYS|Anwar Ibrahim|Dato' Seri Anwar bin Ibrahim; Anwar bin Ibrahim
MYS|Mahathir Mohamad|Mahathir Mohamed
MYS|Najib Razak|Najib ben Abdul Razak; ~Mohd Najid Razak
NAM|Hage Geingob|Hage Gottfried Geingob
NAM|Hifikepunye Pohamba|Hilikepunye Lucas Pohamba; ~Hifike Pohamba
NGA|Muhammadu Buhari|~Muhammedu Buhari
NGA|Olusegun Obasanjo|~Olesegun Obasanjo; ~Olesegun Obsanjo; ~Olusegun Obsanjo
NGA|Umaru Musa Yar'Adua|Umaru Yar’Adua; Umaru Yar'Adua
NIC|Enrique Bolaños|Enrique Bolanos; ~Enrique Bolonas
NLD|Jan Peter Balkenende|Jan Balkenende
NLD|Wim Kok|Willem Kok
NOR|Kjell Magne Bondevik|Kjell Bondevik
NZL|John Key|John P. Key
PAK|Asif Ali Zardari|Asif Zardari; ~Asif Zadari
PAK|Nawaz Sharif|Mohammed Nawaz Sharif; Muhammad Nawaz Sharif
PAK|Yousaf Raza Gilani|Yusuf Raza Gilani; Yousuf Gillani
PAK|Zafarullah Khan Jamali|Mir Zafarullah Khan Jamali
PER|Alan García|Alan Garcia
PER|Dina Boluarte|Dina Boluarte Zegarra
PHL|Benigno Aquino III|~Benigno Aquino 3rd; ~Benigno S. Aquino, 3rd; Benigno S. Aquino III
PHL|Ferdinand Marcos Jr.|Ferdinand Romualdez Marcos Jr.; Bongbong Marcos; Ferdinand Marcos, Jr.
PHL|Gloria Macapagal Arroyo|Gloria Macapagal-Arroyo
PLW|Surangel Whipps Jr.|Surangel Samuel Whipps, Jr.; Surangel Whipps, Jr; Surangel Whipps
PLW|Tommy Remengesau Jr.|Tommy E. Remengesau, Jr.; Tommy Remengesau
PNG|Peter O'Neill|Peter Paire O’Neill
POL|Aleksander Kwaśniewski|Aleksander Kwasniewski
POL|Bronisław Komorowski|Bronislaw Komorowski
POL|Lech Kaczyński|Lech Kaczynski
PRT|Aníbal Cavaco Silva|Anibal Cavaco Silva
PRT|José Manuel Durão Barroso|Jose Manuel Durao; Jose Durao; José Manuel Barroso
PRT|José Sócrates|Jose Socrates
QAT|Hamad bin Khalifa Al Thani|Hamad bin Khalifa al-Thani; Sheikh Hamad bin Khalifa al-Thani
QAT|Tamim bin Hamad Al Thani|Sheikh Tameem bin Hamad al-Thani; Sheikh Tamim bin Hamad Al Thani; Tamim bin Hamad al-Thani
ROU|Adrian Năstase|Adrian Nastase
ROU|Klaus Iohannis|Klaus Werner Iohannis
ROU|Traian Băsescu|Traian Basescu
RUS|Dmitry Medvedev|Dmitri Medvedev; Dmitriy Medvedev; ~Dimitry A. Medvedev; ~Dimitry Medvedev
SAU|Abdullah bin Abdulaziz Al Saud|Abdullah bin Abd-el Aziz al-Saud; ~Abdullah bin Albdul Aziz; King Abdullah of Saudi Arabia
SAU|Salman bin Abdulaziz Al Saud|Salman bin Abdel Aziz bin-Saud; King Salman
SGP|Lee Hsien Loong|~Lee Hsien Leong
SLE|Ernest Bai Koroma|Ernest Koroma
SLV|Antonio Saca|Elias Antonio Saca; Elias Saca; Elias Saca Gonzalez; ~Saca; Elías Antonio Saca
SLV|Francisco Flores|Francisco Flores Perez
SLV|Mauricio Funes|Carlos Mauricio Funes
SLV|Salvador Sánchez Cerén|Salvador Sanchez
STP|Patrice Trovoada|Patrice Emery Trovoada
SSD|Salva Kiir|Salva Kiir Mayardit
SVK|Ivan Gašparovič|Ivan Gasparovic
SVK|Mikuláš Dzurinda|Mikulas Dzurinda
SVN|Janez Drnovšek|Janez Drnovsek
SVN|Janez Janša|Janez Jansa
SUR|Chan Santokhi|Chandrikapersad Santokhi
SWE|Fredrik Reinfeldt|John Fredrik Reinfeldt; ~Fredrik Reingeldt
SWE|Göran Persson|Goran Persson
SWZ|Cleopas Dlamini|Cleopas Sipho Dlamini
SYC|James Michel|James Alix Michel
SYC|Wavel Ramkalawan|Wavel John Charles Ramkalawan
TCD|Idriss Déby|Idriss Deby; Idriss Déby Itno
TCD|Mahamat Déby|Mahamat Idriss Deby Itno; Mahamat Idriss Déby; Mahamat Idriss Déby Itno
TGO|Faure Gnassingbé|Faure Essozimna Gnassingbe
THA|Prayut Chan-o-cha|Prayut Chan-O-Cha; Prayut Chan-o-Cha; Prayuth Chan-ocha
THA|Thaksin Shinawatra|Thaksin Chinnawat
TLS|Xanana Gusmão|Jose Alexander (Xanana) Gusmao; Xanana Gusmao
TON|Siaosi Sovaleni|Siaosi Ofa Ki Vahafolau Sovaleni
TUN|Beji Caid Essebsi|Béji Caïd Essebsi
TUN|Moncef Marzouki|~Mohamed Moncel Marzouki
TUN|Zine El Abidine Ben Ali|Zine al Abidine Ben Ali
TUR|Abdullah Gül|Abdullah Gul
TUR|Ahmet Necdet Sezer|Ahmet Sezer
TUR|Bülent Ecevit|Bulent Ecevit
TUR|Recep Tayyip Erdoğan|Recep Erdogan; Recep Tayyip Erdogan; Tayyip Erdogan
TZA|Jakaya Kikwete|Jakaya Mrisho Kikwete
UKR|Petro Poroshenko|~Petro Porochenko
UKR|Volodymyr Zelenskyy|Volodymyr Zelensky; Volodymyr Zelenskiy
URY|Tabaré Vázquez|Tabare Vazquez
USA|Barack Obama|Barack H. Obama; Barack Hussein Obama
USA|Bill Clinton|William J. Clinton; William Jefferson Clinton
USA|Colin Powell|Colin Luther Powell; Colin L. Powell
USA|George W. Bush|George Walker Bush
USA|Hillary Clinton|Hillary Rodham Clinton
USA|John Kerry|John Forbes Kerry; John F. Kerry
USA|Madeleine Albright|Madeleine Korbel Albright; Madeleine K. Albright
USA|Mike Pompeo|Michael R. Pompeo; Michael Pompeo
USA|Rex Tillerson|Rex W. Tillerson
USA|Joe Biden|Joseph R. Biden
USA|Donald Trump|Donald J. Trump
USA|Antony Blinken|Antony John Blinken
VAT|Pope Francis|~Francis
VAT|Pope Benedict XVI|Benedict XVI
VNM|Nguyễn Minh Triết|Nguyen Minh Triet
VNM|Nguyễn Tấn Dũng|Nguyen Tan Dung
VNM|Nguyễn Xuân Phúc|Nguyen Xuan Phuc
VNM|Phan Văn Khải|Phan Van Khai
VNM|Trương Tấn Sang|Truong Tan Sang
VNM|Trần Đức Lương|Tran Duc Luong
WSM|Fiamē Naomi Mataʻafa|Fiame Naomi Mata'afa; Fiamē Naomi Mata’afa
YEM|Abdrabbuh Mansur Hadi|Abd Rabuh Mansur Hadi; Abed Rabbo Mansour Hadi
YEM|Ali Abdullah Saleh|Ali Abdallah Salih
ZAF|Jacob Zuma|Jacob Gedleyihleskisa Zuma
ZMB|Hakainde Hichilema|Hakainde Sammy Hichilema
FSM|Wesley Simina|Wesley W. Simina
FSM|David Panuelo|David W. Panuelo
LKA|Ranil Wickremesinghe|~Ranil Wickremasinghe
NRU|Russ Kun|Russ Joseph Kun
"""


# Visits that the source books under the holder of an earlier year: (state, published name, year).
SLIPS = frozenset(
    {
        ("LAO", "Choummaly Sayasone", 2022),
        ("PHL", "Benigno Aquino III", 2022),
        ("VNM", "Nguyễn Tấn Dũng", 2022),
    }
)

# Days on which a person was certainly out of office, between two terms that the visits would join.
INTERRUPTIONS = {("ITA", "Silvio Berlusconi"): "2007-01-01", ("GEO", "Mikheil Saakashvili"): "2008-01-01"}


@cache
def spellings() -> dict[tuple[str, str], str]:
    """Return the published name for each (state, folded spelling)."""
    found = {}
    for state, name, others in _lines():
        for spelling in (name, *others):
            found[state, folded(spelling)] = name
    return found


def other_names() -> dict[tuple[str, str], list[str]]:
    """Return the other spellings to publish for each (state, published name)."""
    return {(state, name): [o for o in others if not o.startswith("~")] for state, name, others in _lines()}


def misspellings() -> dict[tuple[str, str], list[str]]:
    """Return the slips of the source files for each (state, published name)."""
    return {(state, name): [o[1:] for o in others if o.startswith("~")] for state, name, others in _lines()}


def _lines() -> list[tuple[str, str, list[str]]]:
    rows = (line.split("|") for line in _TABLE.strip().splitlines())
    return [
        (state, name, [o.strip() for o in others.split(";") if o.strip()]) for state, name, others in rows
    ]
