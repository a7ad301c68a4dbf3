"""Who is there for the areas at the moment that the store is made, and what is asked of them.

Names and addresses are made up; no partner of the real programme is meant.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from boundaries import commands
from boundaries.model import Occasion, ProjectStatus
from boundaries.people import PartnerKind

if TYPE_CHECKING:
    from data.demo.telling import Teller

COORDINATORS = (
    ("Voorbeeld: Noor de Regisseur", "noor@voorbeeld.example, 000-1234567"),
    ("Voorbeeld: Bas de Regisseur", "bas@voorbeeld.example, 000-7654321"),
)
"""Made up, each for half of the areas."""
PARTNERS = (
    ("Voorbeeld Wonen", PartnerKind.HOUSING),
    ("Wijkagenten", PartnerKind.POLICE),
    ("Welzijn Voorbeeld", PartnerKind.WELFARE),
)
THANKS = ("Dank aan 14 vrijwilligers.", "Dank aan iedereen die meehielp met graven.")
DAYS_BEFORE = {"there": 60, "asked": 45, "answered": 38, "silent": 23, "idea": 20, "thanks": 18}


def tell_who_is_there(t: Teller, today: dt.date) -> None:
    """Appoint coordinators, let partners work along, and let residents ask and hand in."""
    days = {what: today - dt.timedelta(days=n) for what, n in DAYS_BEFORE.items()}
    t.clock.reach(days["there"])
    with t.store.read() as parts:
        visitor = parts.people.visitor()
        areas = [v.area for v in parts.areas.at(days["there"])]
        finished = [
            p for p in parts.projects.all()
            if p.area == t.id("Krakeel") and p.status is ProjectStatus.DONE
        ][-len(THANKS):]  # fmt: skip
    for n, area in enumerate(areas):
        name, contact = COORDINATORS[n % len(COORDINATORS)]
        commands.appoint(t.store, t.actor, area, name=name, contact=contact)
    there = [commands.add_partner(t.store, t.actor, name=n, kind=k) for n, k in PARTNERS]
    t.clock.reach(days["asked"])
    krakeel = t.id("Krakeel")
    asked = commands.ask_question(
        t.store, visitor, krakeel, "Wanneer wordt het speelveld weer gemaaid?"
    )
    t.clock.reach(days["answered"])
    commands.answer_question(t.store, t.actor, asked, "In de eerste week van de maand.")
    t.clock.reach(days["silent"])
    text = "De lampen in het portiek zijn al weken stuk. Wie maakt ze?"
    commands.ask_question(t.store, visitor, krakeel, text, partner=there[0].partner)
    t.clock.reach(days["idea"])
    commands.hand_in_idea(
        t.store, visitor, krakeel, "Een ruilkast", "Boeken en speelgoed ruilen bij het buurthuis."
    )
    t.clock.reach(days["thanks"])
    for project, line in zip(finished, THANKS, strict=False):
        occasion = Occasion(days["thanks"], "Het is af.")
        commands.thank(t.store, t.actor, project.id, line, occasion)
