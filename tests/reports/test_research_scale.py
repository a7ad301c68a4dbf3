"""Scale against engagement: published numbers, planted truth, and what may be said."""

from __future__ import annotations

import dataclasses
import datetime as dt
from importlib.util import find_spec
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest

from boundaries.language import language
from reports.research import sentences
from reports.research.counts import fit_nb2
from reports.research.points import Outcome, Point, points
from reports.research.rows import COLUMNS, Row
from reports.research.scale import Answer, Verdict, answer
from reports.research.simulation import simulate

NL = language("nl")


@pytest.fixture(scope="module")
def sids() -> gpd.GeoDataFrame:
    spec = find_spec("libpysal")
    assert spec is not None
    return gpd.read_file(Path(str(spec.origin)).parent / "examples/sids2/sids2.shp")


def design(sids) -> np.ndarray:
    return np.column_stack([np.ones(len(sids)), 100 * sids["NWBIR74"] / sids["BIR74"]])


def test_the_sudden_infant_deaths_of_north_carolina_give_the_published_numbers(sids) -> None:
    fit = fit_nb2(sids["SID74"].to_numpy(float), design(sids), np.log(sids["BIR74"].to_numpy()))
    assert fit is not None
    assert fit.coefficients == pytest.approx([-6.8222147, 0.0187965], abs=5e-7)
    assert fit.alpha == pytest.approx(0.0563765, abs=5e-7)
    assert fit.log_likelihood == pytest.approx(-214.452676, abs=5e-6)


def test_plain_poisson_of_the_same_data_gives_its_published_numbers(sids) -> None:
    from statsmodels.api import GLM, families

    model = GLM(
        sids["SID74"].to_numpy(float),
        design(sids),
        family=families.Poisson(),
        offset=np.log(sids["BIR74"].to_numpy()),
    )
    found = model.fit()
    assert found.params == pytest.approx([-6.8507209, 0.01870215], abs=5e-8)
    assert found.deviance == pytest.approx(132.11971, abs=5e-6)
    assert found.pearson_chi2 / found.df_resid == pytest.approx(1.40222, abs=5e-6)


def test_the_rand_health_insurance_experiment_gives_the_published_numbers() -> None:
    from statsmodels.datasets import randhie

    data = randhie.load_pandas()
    columns = np.column_stack([data.exog.to_numpy(float), np.ones(len(data.exog))])
    fit = fit_nb2(data.endog.to_numpy(float), columns)
    assert fit is not None
    assert fit.coefficients[[0, 1, -1]] == pytest.approx([-0.057948, -0.267799, 0.663564], abs=5e-7)
    assert fit.alpha == pytest.approx(1.292954, abs=5e-7)
    assert fit.log_likelihood == pytest.approx(-43383.662, abs=5e-4)


def made(areas: int, elasticity: float = -0.3, spread: float = 0.05) -> list[Point]:
    chance = np.random.default_rng(4)
    sizes = np.geomspace(100, 6_000, areas)
    means = sizes * 0.2 * (sizes / 800) ** elasticity * chance.gamma(1 / spread, spread, areas)
    return [
        Point(str(n), str(n), size, int(mean), size, size * 0.2, 1)
        for n, (size, mean) in enumerate(zip(sizes.tolist(), means, strict=True))
    ]


def test_large_counts_such_as_euros_have_a_margin_too() -> None:
    euros = [dataclasses.replace(one, count=one.count * 10_007) for one in made(33)]
    assert answer(euros, seed=1).low is not None


def test_a_planted_link_is_found_with_its_margin() -> None:
    told = answer(made(40), seed=1)
    assert told.verdict is Verdict.FOUND
    assert told.low is not None
    assert told.high is not None
    assert told.low < -0.3 < told.high < 0


def test_the_cautious_check_says_the_same_each_time_for_the_same_seed() -> None:
    assert answer(made(20), seed=1).p_shuffled == answer(made(20), seed=1).p_shuffled


def test_the_interval_is_that_of_t_with_n_less_two() -> None:
    told = answer(made(10), seed=1)
    assert told.elasticity is not None
    assert told.high is not None
    assert told.error is not None
    assert (told.high - told.elasticity) / told.error == pytest.approx(2.306004135)


def test_under_eight_areas_there_is_no_outcome() -> None:
    told = answer(made(7), seed=1)
    assert (told.verdict, told.elasticity, told.p_shuffled) == (Verdict.TOO_FEW, None, None)


def test_where_nobody_did_anything_there_is_no_outcome() -> None:
    nothing = [dataclasses.replace(one, count=0) for one in made(20)]
    assert answer(nothing, seed=1).verdict is Verdict.TOO_FEW


def test_counts_that_are_all_as_expected_never_give_a_margin_that_is_no_number() -> None:
    same = [dataclasses.replace(one, count=5, expected=5.0) for one in made(20)]
    told = answer(same, seed=1)
    assert told.verdict in {Verdict.NO_INTERVAL, Verdict.NONE}
    assert told.low is None or np.isfinite(told.low)


def test_without_a_margin_no_number_is_told() -> None:
    told = Answer(Verdict.NO_INTERVAL, 20)
    said = sentences.outcome_of(told, Outcome.PARTICIPANTS).word(NL)
    assert said == "Voor dit model is geen marge te berekenen. Gebruik de uitkomst niet."
    assert sentences.margin(told) is None


def test_under_thirty_areas_it_says_what_goes_unseen() -> None:
    told = Answer(Verdict.NONE, 25, smallest=0.3)
    said = sentences.warning(told)
    assert said is not None
    assert said.word(NL) == (
        "Met 25 gebieden zie je alleen grote verschillen. Kleiner dan 19 % valt niet op."
    )
    assert sentences.warning(Answer(Verdict.NONE, 30, smallest=0.3)) is None


def test_few_areas_without_a_margin_can_not_show_a_small_link() -> None:
    said = sentences.warning(Answer(Verdict.TOO_FEW, 7))
    assert said is not None
    assert said.word(NL) == "Te weinig gebieden (7) om een klein verband te zien."


def test_a_link_is_told_for_twice_the_size() -> None:
    told = Answer(Verdict.FOUND, 40, elasticity=-0.3, low=-0.5, high=0.1)
    assert sentences.outcome_of(told, Outcome.PARTICIPANTS).word(NL) == (
        "Een twee keer zo groot gebied heeft 19 % minder deelnemers per inwoner. "
        "Marge: 29 % minder tot 7 % meer."
    )


def row(area: str, year: int, **more) -> Row:
    values = dict.fromkeys(COLUMNS) | {
        "area_id": area,
        "name": area,
        "year": year,
        "first_day": dt.date(year, 1, 1),
        "valid_days": 365,
        "counts_moved": False,
        "residents": 1_000,
        "residents_shown": "value",
        "engagement_days": 365,
        "participants": 10,
        "participants_shown": "value",
        "hours_shown": "missing",
        "project_days": 365,
    }
    return Row(**(values | more))


def test_an_area_is_one_point_with_all_its_years() -> None:
    (point,) = points([row("a", 2010), row("a", 2011)], Outcome.PARTICIPANTS, k=5).points
    assert (point.count, point.years, point.residents) == (20, 2, 1_000)


def test_years_in_which_all_did_less_do_not_count_against_who_was_there() -> None:
    rows = [
        *(row("a", 2010, participants=40), row("b", 2010, participants=40)),
        *(row("b", 2020, participants=2), row("c", 2020, participants=2)),
    ]
    found = points(rows, Outcome.PARTICIPANTS, k=5).points
    assert [p.count / p.expected for p in found] == pytest.approx([1, 1, 1])


def test_what_is_not_known_or_moved_is_left_out() -> None:
    rows = [
        row("a", 2010),
        row("c", 2010, residents=None, residents_shown="missing"),
        row("d", 2010, participants=None, counts_moved=True),
    ]
    found = points(rows, Outcome.PARTICIPANTS, k=5)
    assert ([p.area for p in found.points], found.rows, found.missing) == (["a"], 2, 1)


def test_a_hidden_count_is_taken_as_half_of_k() -> None:
    hidden = {"participants": None, "participants_shown": "small"}
    rows = [row("a", 2010, **hidden), row("a", 2011, **hidden), row("a", 2012)]
    found = points(rows, Outcome.PARTICIPANTS, k=6)
    assert (found.points[0].count, found.points[0].hidden, found.few) == (16, 2, (1, 5))


def test_hidden_hours_are_those_of_as_many_people() -> None:
    rows = [
        row("a", 2010, hours=40.0, hours_shown="value"),
        row("b", 2010, participants=None, hours_shown="small"),
    ]
    found = points(rows, Outcome.HOURS, k=5)
    assert ([p.count for p in found.points], found.few) == ([40, 10], (4, 16))


def test_a_link_that_hangs_on_what_is_hidden_is_not_told() -> None:
    shown = made(40)
    hidden = [dataclasses.replace(one, hidden=one.count // 3) for one in shown]
    assert answer(shown, seed=1).verdict is Verdict.FOUND
    told = answer(hidden, seed=1, few=(1, 4))
    assert told.verdict is Verdict.HIDDEN
    assert told.ends is not None
    assert told.ends[1] > 0


def test_only_the_years_that_were_asked_for_count() -> None:
    rows = [row("a", year) for year in range(2010, 2020)]
    assert points(rows, Outcome.PARTICIPANTS, (2012, 2014), k=5).points[0].years == 3


def test_no_link_is_seldom_seen_where_none_was_planted() -> None:
    found = simulate(25, 40, 1)
    assert found.rejected <= 0.2
    assert found.covered >= 0.8


def test_no_link_is_seldom_told_where_few_people_are_hidden() -> None:
    found = simulate(25, 30, 1, k=5)
    assert found.hidden > 0.1
    assert found.rejected <= 0.2


def test_a_planted_link_is_mostly_seen() -> None:
    found = simulate(25, 40, 1, planted=-0.3)
    assert found.rejected >= 0.6
    assert found.mean == pytest.approx(-0.3, abs=0.06)
