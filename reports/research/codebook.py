"""Every column of the panel explained, in Dutch and English: a file outlives the app."""

from __future__ import annotations

SHOWN = (
    "waarom het getal er staat of niet: value (het staat er), small (over minder dan {k} mensen, "
    "of het zou zo weinigen verraden), missing (niet bekend)",
    "why the number is there or not: value (it is), small (about fewer than {k} people, or it "
    "would tell of so few), missing (not known)",
)
CODEBOOK: dict[str, tuple[str, str]] = {
    "area_id": ("vaste code van het gebied", "lasting code of the area"),
    "name": ("naam op last_day", "name on last_day"),
    "year": ("kalenderjaar", "calendar year"),
    "first_day": (
        "eerste dag in het jaar waarop het gebied er was",
        "first day in the year on which the area stood",
    ),
    "last_day": (
        "laatste dag in het jaar waarop het gebied er was; de rij beschrijft die dag",
        "last day in the year on which the area stood; the row tells of that day",
    ),
    "valid_days": ("dagen in het jaar dat het gebied er was", "days in the year that it stood"),
    "stood_at_end": (
        "of het er op de laatste dag van het jaar nog was (van dit jaar: vandaag)",
        "whether it still stood on the last day of the year (of this year: today)",
    ),
    "began_on": ("dag waarop het gebied begon", "day on which the area began"),
    "began_by": (
        "verandering waarmee het begon: found, merge, split of carve_out",
        "change by which it began: found, merge, split or carve_out",
    ),
    "initiator": (
        "wie die verandering wilde: residents, coordinator of municipality",
        "who wanted that change: residents, coordinator or municipality",
    ),
    "predecessors": (
        "codes van de gebieden waar het uit voortkwam, met spaties ertussen",
        "ids of the areas that it came from, joined by a space",
    ),
    "merger": ("begon dit jaar door samengaan", "began this year by a merger"),
    "split": ("begon dit jaar door splitsen", "began this year by a split or carve-out"),
    "grew": ("kreeg dit jaar land erbij", "gained land this year"),
    "shrank": ("verloor dit jaar land", "lost land this year"),
    "area_km2": (
        "oppervlakte in km2, plat gemeten in het stelsel van de gemeente",
        "area in km2, planar in the municipality's coordinate system",
    ),
    "perimeter_m": ("lengte van de grens in meter", "length of the boundary in metres"),
    "compactness": (
        "4 pi oppervlakte / omtrek^2 (Polsby-Popper); 1 is een cirkel",
        "4 pi area / perimeter^2 (Polsby-Popper); 1 is a circle",
    ),
    "distance_centre_m": (
        "meter van het midden van het gebied naar dat van de gemeente: het gemiddelde midden van "
        "de bouwstenen",
        "metres from the middle of the area to that of the municipality: the mean middle of the "
        "building blocks",
    ),
    "age_years": ("jaren sinds began_on, op last_day", "years since began_on, on last_day"),
    "residents": (
        "inwoners op last_day, uit bouwstenen naar het deel dat erin ligt",
        "residents on last_day, from building blocks by the part that lies in it",
    ),
    "residents_shown": SHOWN,
    "residents_year": ("jaar van de bouwstenen", "year of the building blocks"),
    "residents_interpolated": (
        "deel van de inwoners (0 tot 1) uit bouwstenen die maar deels in het gebied liggen",
        "share of the residents (0 to 1) from blocks that lie in the area only in part",
    ),
    "density_km2": ("inwoners per km2", "residents per km2"),
    "counts_moved": (
        "het gebied ging op in andere; deelnemers en projecten van dit jaar staan daar",
        "the area became others; participants and projects of this year are counted there",
    ),
    "engagement_days": (
        "dagen waarover deelnemers, bijeenkomsten en uren zijn geteld: hele kwartalen, die van "
        "voorgangers ook",
        "days over which participants, meetings and hours were counted: whole quarters, those of "
        "predecessors too",
    ),
    "participants": (
        "deelnemers in het jaar; wie twee keer meedeed telt twee keer",
        "participants in the year; who took part twice counts twice",
    ),
    "participants_shown": SHOWN,
    "meetings": ("bijeenkomsten in het jaar", "meetings in the year"),
    "hours": (
        "uren van vrijwilligers in het jaar; leeg waar niemand telde",
        "hours of volunteers in the year; empty where nobody counted",
    ),
    "hours_shown": SHOWN,
    "project_days": (
        "dagen waarover projecten zijn geteld, die van voorgangers ook",
        "days over which projects were counted, those of predecessors too",
    ),
    "projects": (
        "projecten waarvan de laatste stand in het jaar ligt",
        "projects of which the last status lies in the year",
    ),
    "projects_quick_win": ("daarvan korte klap", "of these, quick wins"),
    "projects_long_haul": ("daarvan lange klap", "of these, long hauls"),
    "projects_done": ("daarvan klaar", "of these, done"),
    "granted_cents": (
        "in het jaar van buiten toegekend, in eurocent",
        "granted from outside in the year, in cents of a euro",
    ),
    "committed_cents": (
        "in het jaar afgesproken min vrijgegeven, in eurocent",
        "committed less released in the year, in cents of a euro",
    ),
    "spent_cents": (
        "in het jaar uitgegeven, in eurocent",
        "spent in the year, in cents of a euro",
    ),
}
"""By column, in their order. `{k}` is the least number of people that is shown."""
