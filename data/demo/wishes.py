"""What residents of the story asked for, in their words; invented, and nobody is named."""

from __future__ import annotations

from data.demo.asking import Wish

STEERING = "de stuurgroep van bewoners en gemeente"
"""Who decides in the story."""

WISHES = {
    "Schoonvelde-West": Wish(
        "Schoonvelde-West wil meedoen",
        "Alle straten hier komen uit op hetzelfde veld. Daar kennen wij elkaar van.",
        STEERING,
        ("Eindelijk. Wij wachten al een jaar.", "Dan kan het speelveld ook een keer beter."),
        ("Waarom niet meteen heel Schoonvelde?",),
        silent=3,
    ),
    "Pesse-Dorp": Wish(
        "Een eigen gebied voor de kern van Pesse",
        "In de kern spelen andere dingen dan aan de rand.",
        STEERING,
        ("Rond de kerk willen wij iets met het plein.",),
        (
            "Pesse is al een dorp. Maak er geen twee van.",
            "Dan blijft er voor de rand niets over.",
            "Wij doen juist alles samen.",
        ),
        silent=1,
        days=49,
    ),
    "Oost": Wish(
        "Oost wordt een gebied",
        "Van de singel tot het spoor zeggen wij allemaal: dit is Oost.",
        STEERING,
        ("De school en de winkels zijn al van ons allemaal.", "Goed voor de jeugd hier."),
        ("De singel hoort bij het centrum.",),
        silent=4,
    ),
    "Schoonvelde": Wish(
        "Ons blok hoort bij Schoonvelde-West",
        "Onze kinderen gaan naar school in West. Daar is ook ons plein.",
        STEERING,
        ("Ik woon in dit blok en ga altijd naar West.",),
        ("Oost wordt zo weer een stukje kleiner.",),
        silent=2,
    ),
    "Krakeel-West": Wish(
        "Sterrenpark en Dunanthof samen verder",
        "Wij doen al bijna alles samen. Twee keer vergaderen is niet nodig.",
        STEERING,
        (
            "Het park en de hof lopen zo in elkaar over.",
            "Dan is er geld voor een grote speelplek.",
            "De groepen bestaan uit dezelfde mensen.",
        ),
        ("De hof is klein. Straks gaat alles naar het park.",),
        silent=4,
        days=42,
    ),
    "Schoonvelde samen": Wish(
        "West en Oost worden samen Schoonvelde",
        "Het veld is van ons allemaal. Dan het budget ook.",
        STEERING,
        ("Van het veld maken we samen meer.", "Mijn zus woont in Oost. Voor ons is het een wijk."),
        ("Oost heeft een eigen plein en dat moet zo blijven.",),
        silent=5,
        days=42,
    ),
    "Krakeel": Wish(
        "Krakeel weer heel",
        "Wij noemden het altijd al Krakeel. Laat het dan ook een gebied zijn.",
        STEERING,
        (
            "Krakeel is Krakeel, van de laan tot het kanaal.",
            "Samen kunnen we een lange klap doen.",
            "Iedereen zegt toch al Krakeel.",
        ),
        (
            "Het Vogelpark is klein en dat werkt juist goed.",
            "Bijna vijfduizend mensen is te groot om elkaar te kennen.",
        ),
        silent=6,
        days=56,
    ),
    "Pesse en Elim": Wish(
        "Pesse en Elim samen",
        "Twee dorpen met een dorpshuis. Wij kunnen van elkaar leren.",
        STEERING,
        ("Elim doet het goed. Daar leren wij van.",),
        (
            "Er ligt een hele stad tussen.",
            "Ik ben nog nooit in Elim geweest.",
        ),
        days=49,
    ),
    "Schutlanden": Wish(
        "Schutlanden aan beide kanten van de dreef",
        "Wij steken de dreef elke dag over. Het is geen grens meer.",
        STEERING,
        ("Met een gebied krijgen we ook een oversteek voor elkaar.", "De dreef is van ons samen."),
        ("West heeft meer mensen en beslist dan alles.",),
        silent=4,
    ),
    "Bentinckspark": Wish(
        "Rond het Bentinckspark",
        "Wij wonen rond het park en zorgen er al samen voor.",
        STEERING,
        ("Het park verdient een eigen groep.", "Wij ruimen er elke maand op."),
        (),
        silent=3,
    ),
    "Noord": Wish(
        "Noord en Centrum-Oost samen",
        "Het station ligt tussen ons in en daar willen we iets mee.",
        in_favour=("Het stationsplein moet echt beter.",),
        against=("Centrum-Oost is al veel te groot.", "Wij in Noord redden ons prima."),
    ),
    "Centrum-Oost": Wish(
        "Centrum en Oost weer apart",
        "Wij zijn in 2014 samengevoegd zonder dat iemand hier het vroeg.",
        STEERING,
        (
            "Wij zijn nooit een gebied geweest.",
            "In Oost komt bijna niemand meer naar de avonden.",
            "De winkels vragen iets anders dan de straten.",
            "Geef ons gewoon terug wat we hadden.",
        ),
        ("Straks is er in het centrum te weinig geld.",),
        silent=6,
        days=56,
    ),
    "De Twee Weiden": Wish(
        "Toch nog eens: De Twee Weiden",
        "In 2016 waren we met te weinig. Nu zijn er nieuwe mensen komen wonen.",
        STEERING,
        ("Ik woon hier pas en snap de grens niet.",),
        (
            "Dit hebben we al een keer gehad.",
            "Kattouw wil zelf kiezen.",
            "Klein werkt hier goed.",
        ),
        silent=1,
        days=49,
    ),
    "Erflanden": Wish(
        "De blokken aan het water bij Erflanden",
        "Deze blokken liggen aan onze kant van het water.",
        STEERING,
        ("Vanuit mijn raam kijk ik op Erflanden.", "Onze kinderen zitten op school in Erflanden."),
        (
            "Mijn blok hoort bij Schutlanden. Wij zitten daar in de groep.",
            "Een blok, prima. Meer niet.",
        ),
        silent=2,
    ),
}

NOW_KRAKEEL = Wish(
    "Krakeel tot aan de Wolfsboslaan",
    "Deze straten horen nergens bij. De mensen komen wel naar de avonden van Krakeel.",
    in_favour=(
        "Wij doen al jaren mee en mogen niet stemmen.",
        "Dan is er eindelijk geen gat meer op de kaart.",
        "Mijn straat loopt gewoon door. De grens niet.",
    ),
    against=(
        "Wolfsbos moet een eigen gebied worden.",
        "Laat het blok van het Vogelpark bij het Vogelpark.",
    ),
    silent=3,
)
NOW_NORTH = Wish(
    "Noord en Bentinckspark samen",
    "De groepen zijn klein en trekken al samen op rond het park.",
    in_favour=("Samen krijgen we de werkgroep weer vol.", "Ik kom toch al bij allebei."),
    against=("Het park is van de mensen eromheen.",),
    silent=2,
)
NOW_STUIFZAND = Wish(
    "Stuifzand even laten rusten",
    "Wij zijn nog met zijn tweeën en willen eerst nieuwe mensen zoeken.",
    in_favour=("Beter even rust dan helemaal stoppen.",),
    against=("Geef ons nog een jaar. Ik wil wel helpen.",),
)
