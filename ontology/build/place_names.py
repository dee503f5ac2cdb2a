"""English names of places as news writes them: cities, provinces, regions, buildings. Hand-written."""

# ruff: noqa: E501
from __future__ import annotations

# Cities to list though they are small: "alpha-2 code: GeoNames name, ...".
CHOSEN_CITIES = """
AF: Kandahār, Herāt | AU: Canberra | AZ: Ganja | BE: Antwerp | BR: Foz do Iguaçu, Belém
CA: Halifax, Vancouver, Québec, Calgary, Winnipeg, Edmonton, Victoria | CH: Geneva, Zürich, Basel, Lausanne, Montreux, Lugano, Luzern
CD: Goma, Bukavu, Lubumbashi | CO: Cartagena, Santa Marta, Cúcuta, Barranquilla, Cali, Medellín | CZ: Brno
DE: Munich, Köln, Frankfurt am Main, Bonn, Potsdam, Hamburg, Stuttgart, Düsseldorf, Leipzig, Dresden, Hannover, Nuremberg
DO: Punta Cana | EC: Guayaquil | EG: Sharm el-Sheikh, Alexandria | ES: Barcelona, Sevilla, Valencia, Málaga
FR: Strasbourg, Biarritz, Lyon, Marseille, Versailles, Nice, Rambouillet | GB: Glasgow, Edinburgh, Manchester, Liverpool, Cardiff, Belfast, Birmingham, Leeds
GR: Thessaloníki | HN: San Pedro Sula | ID: Denpasar | IL: Haifa, Tel Aviv, Eilat | IN: Srinagar
IQ: Erbil, Kirkuk, Mosul | IT: Milan, Naples, Turin, Venice, Trieste, Genoa, Florence, Bari | JO: Aqaba
JM: Montego Bay | JP: Hiroshima, Nagasaki, Naha | KE: Mombasa | KZ: Almaty | LY: Benghazi, Sirte | MA: Marrakesh, Tangier
MK: Ohrid | MX: Tapachula, Nuevo Laredo, Palenque, Villahermosa, San José del Cabo, Ciudad Acuña, Piedras Negras
MX: Toluca, Cuernavaca, Mérida, Oaxaca, Acapulco de Juárez, Cabo San Lucas, Heroica Matamoros, Nogales, Mazatlán, Veracruz
MX: Xalapa de Enríquez, Tuxtla, Puerto Vallarta, Manzanillo, Pachuca de Soto, Tepic, Chetumal, San Cristóbal de las Casas
NL: The Hague, Maastricht, Rotterdam | NO: Bergen | PE: Cusco, Arequipa | PK: Peshawar, Quetta | PL: Kraków, Gdańsk, Rzeszów
PS: Gaza, Hebron, Nablus, Bethlehem, Ramallah, Rafaḩ, Khān Yūnis, Janīn
RU: Sochi, Kaliningrad, Grozny, Belgorod, Kursk, Murmansk, Vladivostok | SA: Jeddah, Makkah, Madinah, Ta’if
SE: Gothenburg, Malmö | SY: Idlib, Ar Raqqah, Homs, Latakia | TR: İzmir, Gaziantep, Diyarbakır, Antalya
UA: Mariupol, Kherson, Kharkiv, Odesa, Lviv, Bucha, Luhansk, Donetsk, Zaporizhzhya, Dnipro, Bakhmut, Simferopol, Sevastopol, Yalta
US: Eagle Pass, Del Rio, McAllen, Laredo, Brownsville, Uvalde, Annapolis, Salt Lake City, Little Rock, Honolulu, Dayton, Norfolk
US: Camp Springs, Rancho Mirage, Nogales, Calexico, Saint Paul
UZ: Samarkand | VN: Da Nang | YE: Aden, Al Ḩudaydah, Ma'rib | ZA: Cape Town, Johannesburg, Durban | TZ: Arusha, Dar es Salaam, Zanzibar
AT: Salzburg, Graz, Linz | AM: Gyumri | GE: Batumi | CN: Sanya, Lhasa, Ürümqi, Kashgar | BO: La Paz, Santa Cruz de la Sierra
CI: Abidjan | BJ: Cotonou | NG: Lagos, Maiduguri | MM: Yangon, Mandalay | KR: Busan, Incheon, Jeju City | KP: Wŏnsan
"""

# Districts, suburbs and other entries of GeoNames that news does not name as cities.
DISTRICTS = """
Banan, Bao'an, Changning, Chongming, Guankou, Hongkou, Huangpu, Jiading, Jinshan, Jing’an, Luancheng, Luohu District,
Minhang, Pudong, Puxi, Putuo, Qingpu, Songjiang, Tanggu, Wanxian, Wanzhou, Xuhui,
Yangpu, Zhabei, Kowloon, New Territories, Tuen Mun, Hong Kong Island, Hong Kong, Buda, Pest, Camayenne, Carrefour,
Kennedy, Soacha, Mirpur Model Thana, Mohammadpur, Pallabi, Borivli, Dhārāvi, Karol Bāgh, Najafgarh, Narela, Rohini,
Shivaji Nagar, Bhayandar, Bilimora, Dombivali, Kallakurichi, Kanayannur, Teni, Nowrangapur, Rasapūdipalem, Navi Mumbai,
Pimpri, Al Başrah al Qadīmah, Al Mawşil al Jadīdah, Adachi, Aihara, Edogawe, Honchō, Itabashi, Kotō, Setagaya,
Suginami, Ōta, Ra’s Bayrūt, Hlaingthaya, Azcapotzalco, Benito Juarez, Benito Juárez, Buenavista, Chalco,
Ciudad López Mateos, Ciudad Nezahualcoyotl, Coyoacán, Cuauhtémoc, Delegación Cuajimalpa de Morelos, Gustavo Adolfo Madero,
Iztacalco, Iztapalapa, Magdalena Contreras, Miguel Hidalgo, Ojo de Agua, Tláhuac, Tlalpan, Venustiano Carranza, Xochimilco,
Álvaro Obregón, Ciudad Apodaca, Ciudad General Escobedo, San Nicolás de los Garza, Guadalupe, Colonia del Valle,
Nicolás Romero, Cuautitlán Izcalli, Naucalpan de Juárez, Tlalnepantla, Tlaquepaque, Coacalco, Ecatepec de Morelos, Jiutepec,
Bukit Rahman Putra, Kampung Baru Subang, Kampung Larkin Lama, Kota Damansara, Kota Kuala Muda, Mukim Pulai, Pelentong,
Selayang Baru Utara, Sungai Petani, Pasir Gudang, Agege, Ajegunle, Ebute Ikorodu, Budta, Malingao, Kalininskiy,
Bahçelievler, Bağcılar, Esenler, Esenyurt, Küçükçekmece, Nilüfer, Umraniye, Çankaya, Üsküdar, Banqiao, Etobicoke,
Brooklyn, Manhattan, Queens, Staten Island, The Bronx, East New York, East Flatbush, Washington Heights, Upper West Side,
Jamaica, Astoria, Meads, New South Memphis, East Chattanooga, Deer Valley, Maryvale, Tempe Junction, Lexington-Fayette,
Bình Thạnh, Chợ Lớn, Thủ Đức, Thuận An, Abobo, Golfe, Camama, Hoji ya Henda, Kikolo, Maianga, Mulenvos, Talatona, Calumbo,
Cabinda, Viana, Arifwala, Battagram, Chunian, Jalalpur Pirwala, Jhang Sadr, Balbala, Puente Alto, Maipú, New Kingston,
Takeo, Sadr City, Madīnat an Naşr, Shubrā al Khaymah, Khartoum North, Nansana, Serra, Contagem, Evaton, Thembisa
"""

# GeoNames name -> the name that English news prefers.
PREFERRED = {
    "Aguascalientes": "Aguascalientes City", "Chihuahua": "Chihuahua City", "Oaxaca": "Oaxaca City", "Puebla": "Puebla City",
    "San Luis Potosí": "San Luis Potosí City", "Veracruz": "Veracruz City", "Campeche": "Campeche City",
    "Durango": "Durango City", "Querétaro": "Querétaro City",
    "Acapulco de Juárez": "Acapulco", "Al Ḩudaydah": "Hodeidah", "Ar Raqqah": "Raqqa", "Frankfurt am Main": "Frankfurt",
    "Hannover": "Hanover", "Heroica Matamoros": "Matamoros", "Herāt": "Herat", "Homyel'": "Gomel", "Janīn": "Jenin",
    "Kandahār": "Kandahar", "Khān Yūnis": "Khan Younis", "Kraków": "Krakow", "Kryvyy Rih": "Kryvyi Rih", "Köln": "Cologne",
    "León de los Aldama": "León", "Luzern": "Lucerne", "Madinah": "Medina", "Makkah": "Mecca", "Montréal": "Montreal",
    "Nay Pyi Taw": "Naypyidaw", "Nizhniy Novgorod": "Nizhny Novgorod", "Pachuca de Soto": "Pachuca", "Rafaḩ": "Rafah",
    "Québec": "Quebec City", "Ryazan’": "Ryazan", "Sevilla": "Seville", "Ta’if": "Taif",
    "Thessaloníki": "Thessaloniki", "Tuxtla": "Tuxtla Gutiérrez", "Ulan Bator": "Ulaanbaatar", "Wŏnsan": "Wonsan",
    "Xalapa de Enríquez": "Xalapa", "Zaporizhzhya": "Zaporizhzhia", "Zürich": "Zurich", "İzmir": "Izmir",
    "Reykjavík": "Reykjavik", "Makati City": "Makati", "Saint George's": "St. George's",
    "Santiago de Querétaro": "Querétaro City",
    "Victoria de Durango": "Durango City", "Mazār-e Sharīf": "Mazar-i-Sharif",
}  # fmt: skip

# Preferred name -> other names and old names that news still uses.
OTHER_NAMES = {
    "Washington": "Washington, D.C.; Washington D.C.; Washington, DC; Washington DC; D.C.",
    "Mexico City": "Ciudad de México; Ciudad de Mexico; CDMX; Mexico, D.F.; Mexico D.F.",
    "New York City": "New York; NYC; New York, N.Y.", "Kyiv": "Kiev", "Mumbai": "Bombay", "Kolkata": "Calcutta",
    "Chennai": "Madras", "Bengaluru": "Bangalore", "Yangon": "Rangoon", "Ho Chi Minh City": "Saigon", "Beijing": "Peking",
    "Guangzhou": "Canton", "Odesa": "Odessa", "Kharkiv": "Kharkov", "Lviv": "Lvov", "Dnipro": "Dnipropetrovsk",
    "Chisinau": "Kishinev", "Astana": "Nur-Sultan", "Sanaa": "Sana'a", "Ulaanbaatar": "Ulan Bator",
    "Marrakesh": "Marrakech", "Naypyidaw": "Nay Pyi Taw; Naypyitaw", "Sharm el-Sheikh": "Sharm el Sheikh; Sharm El-Sheikh; Sharm El Sheikh",
    "Los Angeles": "L.A.", "Saint Petersburg": "St. Petersburg; St Petersburg", "Jeddah": "Jedda", "Basrah": "Basra",
    "Isfahan": "Esfahan", "Mecca": "Makkah", "Bern": "Berne", "The Hague": "Hague", "Prayagraj": "Allahabad",
    "Nuremberg": "Nürnberg", "Cologne": "Köln", "Seville": "Sevilla", "Zurich": "Zürich", "Hodeidah": "Hudaydah; Al Hudaydah",
    "Ciudad Juárez": "Ciudad Juarez; Juárez; Juarez", "Port-au-Prince": "Port au Prince",
    "N'Djamena": "Ndjamena", "Nuku'alofa": "Nukualofa", "Gaza": "Gaza City", "Tbilisi": "Tiflis",
    "Quebec City": "Québec City", "Pristina": "Prishtina", "Khan Younis": "Khan Yunis",
    "Zaporizhzhia": "Zaporizhia", "Yekaterinburg": "Ekaterinburg", "St. George's": "Saint George's; St George's",
    "Saint John's": "St. John's; St John's", "Ürümqi": "Urumqi", "Lucerne": "Luzern",
}  # fmt: skip

# Cities whose name is also a word, a given name, a surname or a country: a reader needs "in" before it.
AMBIGUOUS_CITIES = """
Aba, Aden, Alexandria, Arlington, Aurora, Austin, Bari, Bergen, Bethlehem, Brest, Bucha, Buffalo,
Cali, Cary, Chandler, Charlotte, Chesapeake, Cleveland, Columbus, Corona, Córdoba, Dayton, Denver, Djibouti,
Durham, Essen, Eugene, Florence, Fontana, Fremont, Garland, Gary, Georgetown, Gilbert, Glendale, Goa, Goma,
Halifax, Hamilton, Hebron, Henderson, Independence, Irvine, Irving, Jackson, Jos, Kingston, Kobe, Kota,
Lancaster, Leeds, León, Lima, Lincoln, Linz, Luxembourg, Madison, Male, Mesa, Mobile, Modesto,
Monaco, Montgomery, Naples, Natal, Nelson, Newton, Nice, Norfolk, Orange, Orlando, Padang, Paradise, Perm,
Phoenix, Plano, Providence, Reading, Regina, Reno, Richmond, Rosario, Salem, Salta, Salvador, San Marino,
Santa Marta, Santiago, Singapore, Sofia, Stanley, Surat, Sydney, Tours, Valencia, Van, Victoria, Vinh,
Warri, Windsor, Worcester
"""

# ISO 3166-2 code -> preferred name and other names, where the code list's name is not the usual one.
PROVINCES = {
    "US-NY": "New York State, New York state, State of New York",
    "US-WA": "Washington State, Washington state, State of Washington",
    "US-GA": "Georgia, U.S. state of Georgia",
    "US-DC": "District of Columbia",
    "MX-CMX": "Mexico City (federal entity)",
    "MX-MEX": "State of Mexico, Mexico State, Estado de México, Edomex",
    "MX-VER": "Veracruz, Veracruz de Ignacio de la Llave",
    "MX-COA": "Coahuila, Coahuila de Zaragoza",
    "MX-MIC": "Michoacán, Michoacán de Ocampo",
    "CA-QC": "Quebec, Québec",
    "CA-BC": "British Columbia, B.C.",
    "AU-VIC": "State of Victoria, Victoria State",
    "CN-XJ": "Xinjiang Uyghur Autonomous Region, Xinjiang Uygur Autonomous Region",
    "CN-XZ": "Tibet Autonomous Region, Xizang",
    "CN-NM": "Inner Mongolia, Inner Mongolia Autonomous Region",
    "CN-NX": "Ningxia, Ningxia Hui Autonomous Region",
    "CN-GX": "Guangxi, Guangxi Zhuang Autonomous Region",
    "IN-OD": "Odisha, Orissa",
    "IN-UK": "Uttarakhand, Uttaranchal",
    "ZA-KZN": "KwaZulu-Natal",
}

# UN M49 code -> the names that news uses, where they differ from the statistical ones.
M49_NAMES = {
    "019": "Americas, the Americas, Western Hemisphere", "419": "Latin America and the Caribbean",
    "021": "Northern America", "035": "Southeast Asia, South-eastern Asia, South East Asia, Southeastern Asia",
    "034": "South Asia, Southern Asia", "030": "East Asia, Eastern Asia", "145": "Western Asia, West Asia",
    "015": "North Africa, Northern Africa", "014": "East Africa, Eastern Africa", "011": "West Africa, Western Africa",
    "017": "Central Africa, Middle Africa", "018": "Southern Africa", "202": "Sub-Saharan Africa, sub-Saharan Africa",
    "013": "Central America, Centroamérica", "029": "Caribbean, the Caribbean", "057": "Micronesia (region)",
    "151": "Eastern Europe", "155": "Western Europe", "154": "Northern Europe", "039": "Southern Europe",
}  # fmt: skip

# Key | preferred name | other names | alpha-3 code of the one state that a region is in or is a part of (the
# West Bank and the Gaza Strip: United Nations Security Council resolution 2334), for regions, waters and
# disputed areas without an M49 code.
REGIONS = """
north-america|North America|North American region|
latin-america|Latin America|Latinoamérica|
northern-triangle|Northern Triangle|Northern Triangle of Central America, northern Central America|
southern-cone|Southern Cone||
us-mexico-border|U.S.-Mexico border|US-Mexico border, U.S.–Mexico border, Mexico-U.S. border, Mexican border, southern border of the United States, southwest border|
middle-east|Middle East|Mideast, the Middle East, Near East|
gulf|Persian Gulf|Gulf region, Arab Gulf, Arabian Gulf|
maghreb|Maghreb||
levant|Levant||
sahel|Sahel|Sahel region, the Sahel|
horn-of-africa|Horn of Africa||
great-lakes-africa|African Great Lakes region|Great Lakes region of Africa|
lake-chad|Lake Chad Basin|Lake Chad|
darfur|Darfur||SDN
tigray|Tigray|Tigray region|ETH
balkans|Balkans|the Balkans, Western Balkans|
baltic-states|Baltic states|Baltics, the Baltics, Baltic States|
nordic-countries|Nordic countries|Scandinavia, Nordics|
central-europe|Central Europe||
caucasus|Caucasus|South Caucasus, North Caucasus|
nagorno-karabakh|Nagorno-Karabakh|Karabakh|
transnistria|Transnistria|Transdniestria, Transdniester|
abkhazia|Abkhazia||
south-ossetia|South Ossetia||
donbas|Donbas|Donbass|UKR
crimea|Crimea|Crimean Peninsula, Crimean peninsula|
kurdistan-region|Kurdistan Region of Iraq|Iraqi Kurdistan, Kurdistan Region|IRQ
kashmir|Kashmir||
tibet|Tibet||CHN
xinjiang|Xinjiang||CHN
korean-peninsula|Korean Peninsula|Korean peninsula|
demilitarized-zone|Korean Demilitarized Zone|DMZ, Demilitarized Zone, Panmunjom|
gaza-strip|Gaza Strip||PSE
west-bank|West Bank||PSE
golan-heights|Golan Heights|Golan|
indo-pacific|Indo-Pacific|Indo-Pacific region, Indo Pacific|
asia-pacific|Asia-Pacific|Asia Pacific, Asia-Pacific region|
pacific-islands|Pacific Islands|Pacific islands, South Pacific|
arctic|Arctic|Arctic region, the Arctic|
south-china-sea|South China Sea||
east-china-sea|East China Sea||
taiwan-strait|Taiwan Strait||
strait-of-hormuz|Strait of Hormuz||
strait-of-malacca|Strait of Malacca||
bab-el-mandeb|Bab el-Mandeb|Bab al-Mandab|
red-sea|Red Sea||
black-sea|Black Sea||
mediterranean|Mediterranean Sea|Mediterranean|
baltic-sea|Baltic Sea||
gulf-of-mexico|Gulf of Mexico||
panama-canal|Panama Canal||
suez-canal|Suez Canal||
rio-grande|Rio Grande|Río Bravo, Rio Bravo, Rio Grande River|
darien-gap|Darién Gap|Darien Gap, Darién|
northern-ireland|Northern Ireland||GBR
scotland|Scotland||GBR
wales|Wales||GBR
england|England||GBR
catalonia|Catalonia||ESP
bavaria|Bavaria||DEU
normandy|Normandy||FRA
bali|Bali||IDN
isthmus-of-tehuantepec|Isthmus of Tehuantepec|Tehuantepec Isthmus|MEX
soconusco|Soconusco||MEX
chechnya|Chechnya|Chechen Republic|RUS
dagestan|Dagestan|Daghestan|RUS
ingushetia|Ingushetia||RUS
aceh|Aceh||IDN
apulia|Apulia|Puglia|ITA
mindanao|Mindanao||PHL
corsica|Corsica||FRA
sicily|Sicily||ITA
sardinia|Sardinia||ITA
vojvodina|Vojvodina||SRB
republika-srpska|Republika Srpska||BIH
bougainville|Bougainville||PNG
katanga|Katanga||COD
north-kivu|North Kivu||COD
south-kivu|South Kivu||COD
cabinda|Cabinda||AGO
casamance|Casamance||SEN
ogaden|Ogaden||ETH
puntland|Puntland||SOM
niger-delta|Niger Delta||NGA
"""

# Key | preferred name | other names | alpha-3 code of the host state | GeoNames country and name of the city.
BUILDINGS = """
white-house|White House|the White House, Oval Office, Rose Garden|USA|US: Washington
blair-house|Blair House||USA|US: Washington
capitol|United States Capitol|U.S. Capitol, US Capitol, Capitol Building|USA|US: Washington
pentagon|Pentagon building||USA|US: Washington
eisenhower-building|Eisenhower Executive Office Building||USA|US: Washington
camp-david|Camp David||USA|
mar-a-lago|Mar-a-Lago||USA|
palm-beach|Palm Beach||USA|
san-ysidro|San Ysidro|San Ysidro port of entry|USA|
davos|Davos||CHE|
sunnylands|Sunnylands||USA|
andrews|Joint Base Andrews|Andrews Air Force Base|USA|
un-headquarters|United Nations Headquarters|UN Headquarters, U.N. Headquarters, UN headquarters, U.N. headquarters, United Nations headquarters|USA|US: New York City
national-palace-mexico-city|National Palace|Palacio Nacional, Mexico's National Palace, Mexican National Palace|MEX|MX: Mexico City
los-pinos|Los Pinos||MEX|MX: Mexico City
chapultepec-castle|Chapultepec Castle|Castillo de Chapultepec|MEX|MX: Mexico City
zocalo|Zócalo|Zocalo|MEX|MX: Mexico City
downing-street|10 Downing Street|Downing Street, Number 10|GBR|GB: London
palace-of-westminster|Palace of Westminster|Houses of Parliament|GBR|GB: London
buckingham-palace|Buckingham Palace||GBR|GB: London
lancaster-house|Lancaster House||GBR|GB: London
chequers|Chequers||GBR|
windsor-castle|Windsor Castle||GBR|
kremlin|Moscow Kremlin|Kremlin|RUS|RU: Moscow
elysee-palace|Élysée Palace|Elysee Palace, Elysée Palace|FRA|FR: Paris
palace-of-versailles|Palace of Versailles||FRA|FR: Versailles
great-hall-of-the-people|Great Hall of the People||CHN|CN: Beijing
diaoyutai|Diaoyutai State Guesthouse|Diaoyutai|CHN|CN: Beijing
blue-house|Blue House|Cheong Wa Dae|KOR|KR: Seoul
casa-rosada|Casa Rosada||ARG|AR: Buenos Aires
planalto-palace|Planalto Palace|Palácio do Planalto|BRA|BR: Brasília
la-moneda|La Moneda Palace|La Moneda|CHL|CL: Santiago
casa-de-narino|Casa de Nariño|Nariño Palace|COL|CO: Bogotá
miraflores-palace|Miraflores Palace||VEN|VE: Caracas
palais-des-nations|Palais des Nations|UN Office at Geneva|CHE|CH: Geneva
burgenstock|Bürgenstock|Burgenstock|CHE|
peace-palace|Peace Palace||NLD|NL: The Hague
hofburg|Hofburg Palace|Hofburg|AUT|AT: Vienna
palais-coburg|Palais Coburg||AUT|AT: Vienna
nato-headquarters|NATO Headquarters|NATO headquarters|BEL|BE: Brussels
berlaymont|Berlaymont building||BEL|BE: Brussels
justus-lipsius|Europa building|Justus Lipsius building|BEL|BE: Brussels
apostolic-palace|Apostolic Palace|Vatican Palace|VAT|
ramstein|Ramstein Air Base|Ramstein|DEU|
taormina|Taormina||ITA|
rambouillet|Château de Rambouillet||FRA|FR: Rambouillet
kananaskis|Kananaskis||CAN|
charlevoix|Charlevoix||CAN|
schloss-elmau|Schloss Elmau|Elmau|DEU|
carbis-bay|Carbis Bay||GBR|
bretton-woods|Bretton Woods||USA|
claymont|Claymont||USA|
quantico|Quantico||USA|
aspen|Aspen||USA|
boao|Boao||CHN|
"""


def listed(table: str) -> list[str]:
    """Return the comma-separated names of a table, without line breaks."""
    return [name.strip() for name in table.replace("\n", " ").replace("|", ",").split(",") if name.strip()]
