"""What residents wanted to do: kinds of projects as they were known, at invented places."""

from __future__ import annotations

from typing import NamedTuple


class Idea(NamedTuple):
    """A title and who helped."""

    title: str
    partners: str


SOCIAL = tuple(
    Idea(*pair)
    for pair in (
        ("Buurtfeest op straat", ""),
        ("Color Day: eten en muziek uit alle landen", "welzijnswerk"),
        ("Kookavond voor senioren", "welzijnswerk"),
        ("Buurtrestaurant, elke eerste dinsdag", "welzijnswerk"),
        ("Koffieochtend", "woningcorporatie"),
        ("Muziek voor kinderen", "welzijnswerk"),
        ("Jeugdhonk op vrijdagavond", "welzijnswerk, politie"),
        ("Buurtpreventie: avondronde", "politie"),
        ("Opruimdag met de kinderen", "basisschool"),
        ("Zomerspelen op het veld", "sportvereniging"),
        ("Taalcafé", "bibliotheek"),
        ("Repaircafé", "welzijnswerk"),
        ("Wandelgroep met verhalen", "zorgorganisatie"),
        ("Buurtkrant", ""),
        ("Lichtjesavond in december", "oranjevereniging"),
        ("Welkom voor nieuwe bewoners", "woningcorporatie"),
    )
)
PHYSICAL = tuple(
    Idea(*pair)
    for pair in (
        ("Moestuin bij de school", "basisschool"),
        ("Natuurspeelplek", "gemeente, woningcorporatie"),
        ("Bankjes langs het pad", "gemeente"),
        ("AED aan de gevel", "gemeente"),
        ("Bloembakken in de straat", "gemeente"),
        ("Jeu-de-boulesbaan", "gemeente"),
        ("Geluidsinstallatie voor het buurthuis", "buurthuis"),
        ("Speeltuin schilderen en nakijken", "speeltuinvereniging"),
        ("Licht langs het fietspad", "gemeente"),
        ("Vissteiger", "hengelclub, gemeente"),
        ("Pierenbadje opknappen", "zwembadvereniging"),
        ("Bijenlint in de berm", "gemeente"),
        ("Boekenkast op de hoek", "bibliotheek"),
        ("Muurschildering", "woningcorporatie"),
    )
)
SOCIAL_FIRST = 2013
"""From this year on a project had to serve a social aim first."""


class LongHaul(NamedTuple):
    """A project of several years: begun in a year, in an area; of its euros a share is ours."""

    year: int
    area: str
    title: str
    partners: str
    euros: int
    ours: float


LONG_HAULS = (
    LongHaul(2008, "Noordscheschut", "Kade opnieuw inrichten", "gemeente, waterschap", 86_000, 0.4),
    LongHaul(2008, "Verzetsbuurt", "Straten groener maken", "woningcorporatie", 120_000, 0.25),
    LongHaul(2009, "Zeeheldenbuurt", "Speelplein vernieuwen", "woningcorporatie", 74_500, 0.4),
    LongHaul(2010, "Nieuwlande", "Dorpshuis uitbreiden", "gemeente, dorpshuis", 140_000, 0.3),
    LongHaul(2011, "Elim", "Dorpshuis verbouwen", "gemeente, dorpshuis", 165_000, 0.3),
    LongHaul(2011, "Pesse", "Brink en speelveld", "gemeente", 92_000, 0.4),
    LongHaul(2012, "Schoonvelde", "Park opnieuw inrichten", "gemeente", 58_000, 0.5),
    LongHaul(2014, "Krakeel", "Buurthuis uitbreiden", "woningcorporatie, gemeente", 250_000, 0.2),
    LongHaul(2014, "Zeeheldenbuurt", "Buurtkamer in een woning", "woningcorporatie", 64_000, 0.3),
    LongHaul(2014, "Verzetsbuurt", "Werkplaats voor de wijk", "welzijnswerk", 48_000, 0.5),
    LongHaul(2015, "Trasselt", "Sportveld voor iedereen", "sportvereniging", 83_000, 0.4),
    LongHaul(2016, "Hollandscheveld", "Zwembad toegankelijk maken", "gemeente", 110_000, 0.3),
    LongHaul(2017, "Schutlanden", "Ontmoetingsplek aan het water", "welzijnswerk", 45_000, 0.5),
    LongHaul(2018, "Erflanden", "Beweegroute", "sportvereniging, gemeente", 36_500, 0.5),
    LongHaul(2019, "Stuifzand", "Dorpshuis energiezuinig", "dorpshuis", 98_000, 0.25),
    LongHaul(2021, "Noord", "Stationsplein met groen", "gemeente", 130_000, 0.2),
    LongHaul(2022, "Nieuweroord", "Zorgplein", "zorgorganisatie", 75_000, 0.3),
    LongHaul(2023, "Krakeel", "Park opnieuw inrichten", "woningcorporatie, gemeente", 210_000, 0.2),
)
