"""The years from 2008 to 2024, chapter by chapter, after what is publicly known of them.

The municipality began with ten areas in 2007, had eighteen after two years and twenty-five in
2017. Which ones they were nobody wrote down: names, days and reasons are invented.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from shapely.geometry import Point

from boundaries import commands
from boundaries.commands import Ask
from boundaries.model import Initiator, Precision
from boundaries.participation import Asks, Outcome
from data.demo.calling import call_of_2010
from data.demo.edges import border, edge, more, reachable, rim, without_loose
from data.demo.network import NODES
from data.demo.streets import to_rd
from data.demo.telling import When
from data.demo.wishes import WISHES

if TYPE_CHECKING:
    from data.demo.telling import Teller

COORDINATOR, MUNICIPALITY = Initiator.COORDINATOR, Initiator.MUNICIPALITY


def on(year: int, month: int, day: int) -> When:
    """Return a day that is known exactly and was recorded at once."""
    return When(dt.date(year, month, day))


def tell_years(t: Teller) -> None:
    """Tell all years after the first."""
    eighteen(t)
    krakeel(t)
    de_weide(t)
    imposed(t)
    twenty_five(t)
    quieter(t)
    apart_again(t)
    t.reach(dt.date(2024, 12, 31))
    t.office.close(dt.date(2024, 12, 31))


def eighteen(t: Teller) -> None:
    """2008 and 2009: eight more."""
    land = t.land
    start = NODES["v_nl"]
    t.found("Nieuwlande", land.village("Nieuwlande", start), on(2008, 3, 11),
            "Wij wachten niet langer: ons dorp wil ook meedoen.")  # fmt: skip
    t.found("Schoonvelde-West", land.whole("Schoonvelde-West"), on(2008, 5, 20),
            "Alle straten komen uit op hetzelfde veld.",
            asked=WISHES["Schoonvelde-West"])  # fmt: skip
    t.found("Schoonvelde-Oost", land.whole("Schoonvelde-Oost"), on(2008, 6, 3),
            "Wij hebben een eigen school en een eigen plein.")  # fmt: skip
    pesse = land.outline(land.areas["Pesse"])
    t.refused("overlap", lambda o: commands.found(
        t.store, t.actor, name="Pesse-Dorp", geometry=pesse, occasion=o),
        on(2008, 6, 10))  # fmt: skip
    _refuse(t, "Pesse-Dorp", Asks.NEW, on(2008, 8, 19),
            "Een dorp is een gebied. Binnen Pesse mag de kern zelf plannen maken.",
            geometry=pesse, name="Pesse-Dorp")  # fmt: skip
    t.found("Centrum", land.whole("Centrum"), on(2008, 9, 16),
            "Wie boven de winkels woont, hoort er ook bij.", COORDINATOR)  # fmt: skip
    t.found("Oost", land.whole("Oost"), on(2009, 2, 10),
            "Van de singel tot het spoor is dit onze wijk.",
            asked=WISHES["Oost"])  # fmt: skip
    t.found("Tiendeveen", land.whole("Tiendeveen"),
            When(dt.date(2009, 3, 1), Precision.MONTH, dt.date(2009, 7, 1)),
            "Het dorp met alle wijken eromheen: zo zeggen wij het zelf.")  # fmt: skip
    t.found("Schutlanden-West", land.whole("Schutlanden-West"), on(2009, 10, 6),
            "De dreef is onze grens, want daar steek je niet zomaar over.")  # fmt: skip


def krakeel(t: Teller) -> None:
    """2010 to 2013: the pieces of Krakeel become one, because their residents want it."""
    land = t.land
    block = edge(land, "Schoonvelde-West", "Schoonvelde-Oost")
    t.move_border("Schoonvelde-West", "Schoonvelde-Oost", block, on(2010, 3, 9),
                  "De bewoners van dit blok gaan naar school in West.",
                  (WISHES["Schoonvelde"], block))  # fmt: skip
    call_of_2010(t)
    t.merge(["Sterrenpark", "Dunanthof"], "Krakeel-West", on(2010, 6, 15),
            "We deden al bijna alles samen.", asked=WISHES["Krakeel-West"])  # fmt: skip
    t.rest("Tiendeveen", When(dt.date(2010, 9, 1), Precision.MONTH),
           "De groep is gestopt en er is nog geen nieuwe.")  # fmt: skip
    t.grow("Zeeheldenbuurt", rim(land, "Zeeheldenbuurt", "West", 2), on(2010, 11, 2),
           "De straten aan de rand vroegen of ze mee mochten doen.")  # fmt: skip
    t.found("Nieuw Moscou", land.whole("Nieuw Moscou/Zuideropgaande"),
            When(dt.date(2009, 1, 1), Precision.YEAR, dt.date(2011, 3, 15)),
            "Deze groep bestond al, maar niemand had het opgeschreven.", COORDINATOR)  # fmt: skip
    t.found("Schutlanden-Oost", land.whole("Schutlanden-Oost"), on(2011, 4, 12),
            "Wij wonen aan het water en dat bindt.")  # fmt: skip
    t.wake("Tiendeveen", When(dt.date(2011, 6, 1), Precision.MONTH),
           "Vier jonge gezinnen pakken het weer op.")  # fmt: skip
    t.found("Noord", land.whole("Noord"), on(2011, 10, 4),
            "Achter het station is het ook Hoogeveen.")  # fmt: skip
    centre = edge(land, "Noord", "Centrum") or {min(land.areas["Centrum"])}
    t.refused("overlap", lambda o: commands.grow(
        t.store, t.actor, t.id("Noord"), addition=land.union(centre), occasion=o),
        on(2011, 11, 8))  # fmt: skip
    t.grow("Krakeel-West", reachable(land, "Krakeel-West", land.free_of("Krakeel")),
           on(2012, 3, 20), "De rest van Krakeel wil aansluiten.")  # fmt: skip
    rest = reachable(land, "Vogelpark", land.free_of("Krakeel"))
    if rest:
        t.grow("Vogelpark", rest, on(2012, 3, 27), "Deze straten liggen bij ons.")


def de_weide(t: Teller) -> None:
    """2012 and 2013: Schoonvelde joins, and so does all of Krakeel."""
    land = t.land
    t.merge(["Schoonvelde-West", "Schoonvelde-Oost"], "Schoonvelde", on(2012, 6, 5),
            "Het veld is van ons allemaal, dus ook het budget.",
            asked=WISHES["Schoonvelde samen"])  # fmt: skip
    t.date_known_better("Nieuw Moscou", dt.date(2009, 9, 22), dt.date(2012, 9, 18),
                        "De notulen zijn gevonden: het was 22 september 2009.")  # fmt: skip
    t.found("Venesluis", land.whole("Venesluis"), on(2012, 10, 9),
            "Wij willen de buurt veilig en gezellig houden.")  # fmt: skip
    t.found("Trasselt", land.whole("Trasselt"), on(2012, 11, 13),
            "Tussen de twee dreven kennen we elkaar.")  # fmt: skip
    t.merge(["Krakeel-West", "Vogelpark"], "Krakeel", on(2013, 5, 14),
            "Nu is Krakeel weer een geheel, zoals wij het altijd noemden.",
            asked=WISHES["Krakeel"])  # fmt: skip
    t.found("Stuifzand", land.whole("Stuifzand"), on(2013, 9, 10),
            "Ook een klein dorp kan veel.")  # fmt: skip
    t.found("Erflanden", land.whole("Erflanden"), on(2013, 11, 19),
            "Onze wijk is nieuw, dus wij beginnen met elkaar leren kennen.")  # fmt: skip


def imposed(t: Teller) -> None:
    """2014 and 2015: one merger that nobody who lives there had asked for."""
    land = t.land
    t.merge(["Centrum", "Oost"], "Centrum-Oost", on(2014, 2, 4),
            "Een gebied vraagt minder begeleiding dan twee.", MUNICIPALITY)  # fmt: skip
    t.found("Kinholt", land.whole("Kinholt"), on(2014, 6, 17),
            "Een groepje buren begint, wie volgt?")  # fmt: skip
    t.found("Nieuweroord", land.whole("Nieuweroord"), on(2014, 9, 23),
            "Aan beide kanten van de vaart wonen wij samen.")  # fmt: skip
    t.found("Kattouw", land.whole("Kattouw"), on(2015, 3, 10),
            "Wij willen zelf kiezen wat er met ons plein gebeurt.")  # fmt: skip
    pair = [t.id("Pesse"), t.id("Elim")]
    t.refused("apart", lambda o: commands.merge(
        t.store, t.actor, pair, name="Pesse en Elim", occasion=o), on(2015, 5, 12))  # fmt: skip
    _refuse(t, "Pesse en Elim", Asks.MERGE, on(2015, 7, 7),
            "De dorpen liggen te ver uit elkaar. Samen leren kan ook zonder een gebied te worden.",
            areas=pair, name="Pesse en Elim")  # fmt: skip
    t.found("Steenbergerweiden", land.whole("Steenbergerweiden"), on(2015, 10, 20),
            "De weiden gaven ons een naam, nu maken we er een buurt van.")  # fmt: skip


def twenty_five(t: Teller) -> None:
    """2016 to 2018: Schutlanden joins, a mistake is undone, and there are twenty-five."""
    land = t.land
    t.merge(["Schutlanden-West", "Schutlanden-Oost"], "Schutlanden", on(2016, 4, 19),
            "Aan allebei de kanten van de dreef willen we dit.",
            asked=WISHES["Schutlanden"])  # fmt: skip
    old = [(name, set(land.areas[name])) for name in ("Kattouw", "Steenbergerweiden")]
    number = t.merge([name for name, _ in old], "De Twee Weiden", on(2016, 10, 4),
                     "Op de bijeenkomst leek iedereen het eens.", COORDINATOR)  # fmt: skip
    t.undo_merge(number, old, dt.date(2016, 10, 25),
                 "De meeste bewoners waren er niet en willen het niet.")  # fmt: skip
    t.found("Spoorzicht", land.whole("West"), on(2016, 11, 22),
            "Wat van West over was, hoort ook ergens bij.")  # fmt: skip
    t.found("Bentinckspark", land.whole("Bentinckspark"), on(2017, 5, 16),
            "Rond het park zijn wij de buren van elkaar.",
            asked=WISHES["Bentinckspark"])  # fmt: skip
    t.rename("Nieuw Moscou", "Nieuw Moscou en Zuideropgaande", on(2018, 4, 10),
             "Wie aan de opgaande woont, wil ook genoemd worden.")  # fmt: skip
    wish, pair = WISHES["Noord"], [t.id("Noord"), t.id("Centrum-Oost")]
    t.withdraw(wish, Ask(Asks.MERGE, wish.title, wish.reason, pair, name="Rond het station"),
               on(2018, 9, 4), "We hoorden genoeg: eerst maar eens samen koffie.")  # fmt: skip


def quieter(t: Teller) -> None:
    """2019 and 2020: less money, and two groups that stop."""
    t.refused("money_left", lambda o: commands.dissolve(
        t.store, t.actor, t.id("Ambachtenhof"), occasion=o), on(2019, 5, 7))  # fmt: skip
    t.dissolve("Ambachtenhof", "Krakeel", on(2019, 5, 21),
               "De hof is af. Wat over is gaat naar de buren van Krakeel.")  # fmt: skip
    t.rest("Kinholt", When(dt.date(2020, 6, 1), Precision.MONTH),
           "Er is dit jaar niemand die het trekt.")  # fmt: skip


def apart_again(t: Teller) -> None:
    """2021 to 2024: what was forced is split back, and one village takes in its last houses."""
    land = t.land
    line, parts = border(land, "Centrum-Oost", ("Centrum", "Oost"))
    t.split("Centrum-Oost", line, parts, on(2021, 3, 9),
            "Wij zijn nooit een gebied geweest. Nu zijn we weer twee.",
            WISHES["Centrum-Oost"])  # fmt: skip
    t.grow("Nieuwlande", reachable(land, "Nieuwlande", land.free_of("Nieuwlande")),
           on(2022, 4, 12), "De huizen buiten de kom horen bij het dorp.")  # fmt: skip
    t.rest("Venesluis", on(2022, 9, 6), "De trekkers zijn verhuisd.")
    start = Point(to_rd((3.15, 0.25)))
    whole = land.areas["Krakeel"]
    t.carve_out("Vogelpark", "Krakeel",
                without_loose(land, land.cluster(start, whole, whole, 820), whole),
                on(2023, 5, 16), "Klein werkte beter: nu weer onze eigen straten.")  # fmt: skip
    _refuse(t, "De Twee Weiden", Asks.MERGE, on(2023, 9, 12),
            "Op drie avonden was bijna niemand voor. De twee gebieden blijven wat ze zijn.",
            areas=[t.id("Kattouw"), t.id("Steenbergerweiden")], name="De Twee Weiden")  # fmt: skip
    block = edge(land, "Erflanden", "Schutlanden")
    t.move_border("Erflanden", "Schutlanden", block, on(2024, 3, 19),
                  "Dit blok ligt aan onze kant van het water. De rest blijft bij Schutlanden: "
                  "de mensen daar willen niet weg.",
                  (WISHES["Erflanden"], more(land, "Erflanden", "Schutlanden", block)))  # fmt: skip


def _refuse(t: Teller, key: str, asks: Asks, when: When, why: str, **what: Any) -> None:  # noqa: ANN401 - the fields of `Ask`
    """Let something be asked and refused, with the reason that everybody can read."""
    wish = WISHES[key]
    t.decide(wish, Ask(asks, wish.title, wish.reason, **what), when, why, Outcome.REFUSED)
