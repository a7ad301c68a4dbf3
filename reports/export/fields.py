"""Every published field explained, in Dutch and English: a file outlives the app."""

from __future__ import annotations

AREA_FIELDS = {
    "id": (
        "vaste code van het gebied, ook als naam of grens verandert",
        "lasting code of the area, also when its name or boundary changes",
    ),
    "name": ("naam op die datum", "name on that date"),
    "valid_from": (
        "eerste dag van deze naam en grens",
        "first day of this name and boundary",
    ),
    "valid_to": (
        "eerste dag waarop die niet meer gelden; leeg: nu nog",
        "first day on which they hold no more; empty: they still do",
    ),
    "area_m2": (
        "oppervlakte in m2, plat gemeten in het stelsel van de gemeente",
        "area in m2, planar in the municipality's coordinate system",
    ),
    "residents": (
        "inwoners, opgeteld uit bouwstenen naar het deel dat erin ligt; leeg: niet bekend, te "
        "klein om te tonen (1 tot {most}), of verborgen omdat het zo weinigen zou verraden",
        "residents, added up from building blocks by the part that lies in it; empty: not known, "
        "too small to show (1 to {most}), or hidden since it would tell of so few",
    ),
    "projects_quick_win": (
        "korte-klapprojecten die er op de datum waren",
        "quick-win projects that there were on the date",
    ),
    "projects_long_haul": (
        "lange-klapprojecten die er op de datum waren",
        "long-haul projects that there were on the date",
    ),
    "granted_cents": (
        "toegekend of meegebracht door voorgangers, tot en met de datum, in eurocent",
        "granted or brought in by predecessors, up to the date, in cents of a euro",
    ),
    "spent_cents": (
        "uitgegeven tot en met de datum, in eurocent",
        "spent up to the date, in cents of a euro",
    ),
    "predecessors": (
        "codes van de andere gebieden waar het uit voortkwam; waar geen lijst kan, met spaties "
        "ertussen",
        "ids of the other areas that it came from; joined by a space where there are no lists",
    ),
}
PAST_FIELDS = {
    "precision": (
        "hoe precies valid_from bekend is: day, month of year",
        "how exactly valid_from is known: day, month or year",
    ),
    "resting": ("of het gebied rustte", "whether the area was resting"),
    "predecessor": ("code van het gebied dat er eerst was", "id of the area that was first"),
    "successor": ("code van het gebied dat eruit voortkwam", "id of the area that came of it"),
    "change": ("nummer van de verandering in het logboek", "number of the change in the log"),
    "kind": ("soort verandering", "kind of change"),
    "date": ("dag van de verandering", "day of the change"),
}
"""Those of the layers `versions` and `lineage` that the areas don't have."""
