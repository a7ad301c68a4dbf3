r"""Counts that vary more than chance alone: the negative binomial model NB2.

A count has mean :math:`\mu = e^{X\beta + offset}` and variance :math:`\mu + \alpha\mu^2` [1]_.
Plain Poisson has :math:`\alpha = 0` and finds links that aren't there where counts vary more.

References
----------
.. [1] Cameron, A. C., and Trivedi, P. K. (2013). Regression Analysis of Count Data, 2nd ed.
   Cambridge University Press, chapter 3.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NO_SPREAD = 1e-6
"""Below this, counts vary no more than chance."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model; `errors` are None where the Hessian doesn't invert: no interval then.

    Attributes
    ----------
    coefficients, errors
        By column of the design, and their standard errors.
    covariance
        Of the coefficients, shape (columns, columns); None as `errors`.
    alpha
        How much counts vary beyond chance; 0 or more.
    log_likelihood
        Of all counts together.
    """

    coefficients: Floats
    errors: Floats | None
    covariance: Floats | None
    alpha: float
    log_likelihood: float


def fit_nb2(counts: Floats, design: Floats, offset: Floats | None = None) -> Fit | None:
    """Return the model of greatest likelihood, or None where there is none to be found.

    Parameters
    ----------
    counts
        Whole numbers of 0 or more, shape (n,).
    design
        What they are explained by, with a column of ones, shape (n, columns).
    offset
        The logarithm of what the counts are over, shape (n,).
    """
    from statsmodels.discrete.discrete_model import (
        NegativeBinomial,
    )

    # What it has to say is said by `errors`.
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        model = NegativeBinomial(counts, design, loglike_method="nb2", offset=offset)
        try:
            found = model.fit(method="bfgs", maxiter=500, disp=0)
            if not found.mle_retvals["converged"] and found.params[-1] > NO_SPREAD:
                # Of large counts, such as euros, the slope is too steep for it to stop.
                found = model.fit(found.params, method="newton", maxiter=100, disp=0)
            covariance = np.asarray(found.cov_params(), dtype=np.float64)[:-1, :-1]
            errors = np.sqrt(np.diag(covariance))
        except (np.linalg.LinAlgError, ValueError, FloatingPointError):
            return None
    parameters = np.asarray(found.params, dtype=np.float64)
    if not np.isfinite(parameters).all():
        return None
    sound = bool(found.mle_retvals["converged"]) and bool(np.isfinite(errors).all())
    sound = sound and bool((errors > 0).all())
    alpha = max(float(parameters[-1]), 0.0)
    return Fit(
        parameters[:-1],
        errors if sound else None,
        covariance if sound else None,
        alpha,
        float(found.llf),
    )


def standardised(counts: Floats, means: Floats, alpha: float) -> Floats:
    """Return how far each count is from its mean, in standard deviations of NB2."""
    return np.asarray((counts - means) / np.sqrt(means + alpha * means**2), dtype=np.float64)
