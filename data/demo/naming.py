"""Names for the synthetic streets: trees, birds, tools, ships, places; no people."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from data.demo.network import Kind

WORDS: dict[str, str] = {
    "stars": "Sterren Maan Zonne Poolster Saturnus Jupiter Mercurius Venus Mars Neptunus Orion "
    "Komeet Melkweg Regenboog Avondster Morgenster Planeten Wega Castor Pollux Sirius "
    "Steenbok Waterman Boogschutter Leeuwen Tweelingen Weegschaal Schorpioen Ram "
    "Stier Kreeft Vissen",
    "birds": "Merel Lijster Vink Spreeuw Zwaluw Kievit Grutto Wulp Leeuwerik Nachtegaal "
    "Roodborst Karekiet Koekoek Reiger Ooievaar Patrijs Fazant Kwartel Valk Buizerd "
    "Sperwer Havik Uilen Specht Mees Winterkoning Gors Putter Kneu IJsvogel "
    "Scholekster Tureluur",
    "trees": "Eiken Beuken Berken Linde Esdoorn Kastanje Wilgen Populieren Elzen Iepen Essen "
    "Lijsterbes Meidoorn Hulst Vlier Hazelaar Dennen Sparren Lariks Jeneverbes Taxus "
    "Acacia Plataan Notelaar Appel Peren Kersen Pruimen Mispel Sleedoorn Kornoelje "
    "Liguster",
    "flowers": "Rozen Tulpen Anjer Dahlia Margriet Korenbloem Klaproos Lelie Iris Krokus Narcis "
    "Hyacint Aster Begonia Geranium Fuchsia Violier Lavendel Papaver Primula Zinnia "
    "Lupine Ridderspoor Akelei Vergeetmijniet Boterbloem Dotterbloem Pinksterbloem "
    "Zonnebloem Madelief",
    "ships": "Fregat Karveel Galjoen Brik Schoener Korvet Pinas Klipper Kotter Tjalk Schouw "
    "Boeier Botter Hoeker Jol Sloep Logger Praam Aak Spiegelschip Kogge Fluitschip "
    "Anker Kompas Boegspriet Roer Kiel Grootzeil Bezaans Admiraals Zeelieden Kapers",
    "freedom": "Vrijheids Vredes Verzets Bevrijdings Eendrachts Moed Trouw Herdenkings Hoop "
    "Solidariteits Gerechtigheids Verdraagzaamheids Onderduikers Koeriers "
    "Illegaliteits Februari Mei Fakkel Duiven Olijftak Toekomst Waakzaamheids "
    "Rechtvaardigheids Verzoenings",
    "crafts": "Smeden Bakkers Wevers Kuipers Molenaars Timmerlieden Schippers Turfgravers "
    "Mandenmakers Leerlooiers Touwslagers Zeilmakers Pottenbakkers Wagenmakers "
    "Zadelmakers Glasblazers Drukkers Metselaars Klompenmakers Scheepsjagers "
    "Stoelenmatters Bezembinders Kopersmeden Hoefijzer",
    "market": "Hoofd Kerk School Markt Raadhuis Brink Kanaal Kade Sluis Brug Molen Haven "
    "Stations Post Oranje Achter Noorder Zuider Ooster Wester Nieuwe Oude Water "
    "Singel Beurs Gracht Wagen Poort Waag Tol Turf Gilde",
    "rivers": "Vecht Reest Regge Dinkel Berkel IJssel Maas Waal Rijn Lek Linge Amstel Zaan Eem "
    "Schelde Dommel Donge Mark Roer Geul Gouwe Rotte Vliet Lauwers Hunze Aa Drentse "
    "Slinge Swalm Niers Dintel",
    "provinces": "Drenthe Groningen Friesland Overijssel Gelderland Utrecht Zeeland Brabant "
    "Limburg Holland Flevoland Twente Salland Achterhoek Betuwe Veluwe Kennemerland "
    "Westfriesland Peel Kempen Walcheren Beveland Schouwen Texel Terschelling "
    "Vlieland Ameland Wadden",
    "farm": "Haver Gerst Rogge Tarwe Boekweit Klaver Hooi Vlas Koolzaad Aardappel Bieten "
    "Spelt Zeis Sikkel Eg Ploeg Dorsvlegel Schoof Garven Hooiberg Karn Wan Riek Spade "
    "Dissel Hopper Lin Mosterd Lupinen Raapzaad",
    "animals": "Vossen Dassen Haas Konijnen Ree Herten Egel Otter Bever Marter Wezel Hermelijn "
    "Eekhoorn Mollen Spitsmuis Bunzing Kikker Salamander Ringslang Hagedis Libel "
    "Vlinder Krekel Bijen Hommel Sprinkhaan",
    "fish": "Snoek Baars Karper Zeelt Voorn Brasem Paling Forel Zalm Stekelbaars Winde Blei "
    "Barbeel Meerval Snoekbaars Rietvoorn Kwabaal Grondel Elft Spiering Steur Alver "
    "Serpeling Kolblei",
    "stones": "Kei Basalt Graniet Kwarts Vuursteen Leisteen Marmer Zandsteen Barnsteen Robijn "
    "Saffier Smaragd Opaal Topaas Agaat Jaspis Onyx Turkoois Granaat Amethist Diamant "
    "Parel Koraal Kristal",
    "moor": "Turf Veen Heide Brem Gagel Wollegras Zonnedauw Dopheide Veenbes Bosbes Vossebes "
    "Pijpestro Bente Zegge Biezen Riet Lisdodde Kalmoes Waterlelie Gele_Lis "
    "Kattenstaart Valeriaan Munt",
    "fields": "Noorder Zuider Ooster Wester Achter Voor Hoge Lage Grote Kleine Lange Korte "
    "Nieuwe Oude Kerk Molen Schaaps Koe Paarde Ganzen Hooi Turf Zand Veen Bos Heide "
    "Brand Bonte Zwarte Witte Blauwe Kromme Rechte Stille Verre Mars Meeuwen Raven "
    "Kraaien Wolfs Vossen Bollen",
}
"""First halves of names, per theme; an underscore stands for a space."""

TAILS: dict[str, tuple[str, ...]] = {
    "long": ("laan", "weg", "singel", "dreef"),
    "short": ("straat", "straat", "straat", "laan", "plantsoen", "weg"),
    "bloom": ("dreef", "erf", "gaarde", "kamp", "akker", "laan"),
    "dead": ("hof", "pad", "steeg", "erf", "hofje"),
    "country": ("weg", "dijk", "laan", "pad", "esweg", "veldweg"),
    "ditch": ("wijk", "sloot", "raai", "vaart", "leek"),
}
LAST = ("pad", "plein", "ring", "kade", "brink", "steeg", "hof", "weg", "laan", "dreef", "akker")


@dataclass(slots=True)
class Namer:
    """Hands out street names that are unique in the municipality.

    Attributes
    ----------
    rng
        Decides the order of words.
    taken
        Names already in use; main lines are put there first.
    """

    rng: np.random.Generator
    taken: set[str] = field(default_factory=set)

    def name(self, theme: str, tail: str) -> str:
        """Return a new name, such as "Merelstraat" for theme "birds" and tail "short"."""
        for name in self._ideas(theme, tail):
            if name not in self.taken:
                self.taken.add(name)
                return name
        msg = f"No street name is left in theme {theme!r}; add words to WORDS."
        raise LookupError(msg)

    def _ideas(self, theme: str, tail: str) -> Iterator[str]:
        words = self.rng.permutation(WORDS[theme].split())
        ends = TAILS[tail]
        for word in words:
            yield _join(str(word), ends[int(self.rng.integers(len(ends)))])
        for end in (*ends, *LAST):
            for word in words:
                yield _join(str(word), end)
        for side in ("Oude", "Nieuwe", "Kleine", "Verlengde", "Eerste", "Tweede", "Derde"):
            for end in ends:
                for word in words:
                    yield f"{side} {_join(str(word), end)}"


def _join(word: str, end: str) -> str:
    return word.replace("_", " ") + end


def tail_of(style: str, depth: int, kind: Kind) -> str:
    """Return which endings suit a street: by the style of its quarter and how early it was cut."""
    if kind == "water":
        return "ditch"
    if style in ("peat", "sand"):
        return "country"
    if depth <= 2:
        return "long"
    return "bloom" if style == "bloom" else "short"
