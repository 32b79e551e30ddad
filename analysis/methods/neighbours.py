"""Statistical neighbours: the municipalities most like one in its background."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.methods.given import Array, aligned, not_negative, whole

ROUNDING = 10
"""Distances equal in so many decimals are equal: what is left is the computer's rounding."""


def nearest(
    features: pd.DataFrame, *, k: int = 10, weights: dict[str, float] | None = None
) -> pd.DataFrame:
    """A frame `municipality, neighbour, distance`: the `k` most like each, nearest first.

    `features` has a row a municipality (its index) and a column a background variable, in any
    unit; `weights` has a number from 0 up by column, 1 where none is given. Municipalities come in
    input order. The distance between a and b is sqrt(sum(w (z_a - z_b)^2)), with z the variables
    less their mean, over their population standard deviation; it has no unit. A variable that is
    the same everywhere adds nothing. Equal distances go by the neighbour's code. That A lists B
    does not mean that B lists A.

    A municipality with anything missing is nobody's neighbour and does not enter the means; it has
    one row without neighbour and distance. Raises ValueError unless `k` is a whole number from 1 to
    the other municipalities with all variables, and for a municipality or variable that comes
    twice, no variables, unknown columns in `weights`, or weights below 0 or all 0.

    Benton and others 2007, Children's Services Statistical Neighbour Benchmarking Model (National
    Foundation for Educational Research), without its variables and weights.

    >>> features = pd.DataFrame({"poor": [4, 9, 5], "lone": [20, 22, 24]}, index=["a", "b", "c"])
    >>> nearest(features, k=1).round(2).to_dict("list")
    {'municipality': ['a', 'b', 'c'], 'neighbour': ['c', 'c', 'b'], 'distance': [2.49, 2.22, 2.22]}
    """
    if not isinstance(features, pd.DataFrame):
        raise ValueError(f"features must be a frame, found {type(features).__name__}")
    _told_apart("municipality", features.index)
    _told_apart("variable", features.columns.map(str))
    weight = _weights(features.columns, weights or {})
    known = features.sort_index()
    columns = aligned(**{str(name): known[name] for name in known})
    full = columns.notna().all(axis=1).to_numpy()
    k = whole("k", k, least=1)
    if not k < full.sum():
        raise ValueError(f"k must be from 1 to {max(full.sum() - 1, 0)} others, found {k}")
    z = _standardised(columns[full].to_numpy(float)) * np.sqrt(weight)
    order, distance = _closest(z, k)
    return _listed(features.index, known.index[full], order, distance)


def _standardised(columns: Array) -> Array:
    """Every column less its mean, over its population standard deviation."""
    same = columns.min(axis=0) == columns.max(axis=0)
    # Of a column that is the same everywhere rounding may leave a spread, and it has no z.
    spread = np.where(same, 1.0, columns.std(axis=0))
    z: Array = np.where(same, 0.0, (columns - columns.mean(axis=0)) / spread)
    return z


def _closest(z: Array, k: int) -> tuple[npt.NDArray[np.intp], Array]:
    """The `k` rows nearest to each row, and their distances; ties in the order of the rows."""
    distance = np.sqrt(((z[:, None, :] - z[None, :, :]) ** 2).sum(axis=2))
    np.fill_diagonal(distance, np.inf)
    order = np.argsort(distance.round(ROUNDING), axis=1, kind="stable")[:, :k]
    return order, np.take_along_axis(distance, order, axis=1)


def _listed(
    wanted: pd.Index, codes: pd.Index, order: npt.NDArray[np.intp], distance: Array
) -> pd.DataFrame:
    """The neighbours as rows, in the order wanted; one empty row for who has none."""
    k = order.shape[1]
    found = pd.DataFrame(
        {
            "municipality": codes.repeat(k),
            "neighbour": codes.take(order.ravel()),
            "distance": distance.ravel(),
        }
    )
    if pd.api.types.is_integer_dtype(codes.dtype):
        found["neighbour"] = found["neighbour"].astype("Int64")
    left = pd.DataFrame({"municipality": wanted})
    return left.merge(found, on="municipality", how="left", sort=False)


def _weights(columns: pd.Index, weights: dict[str, float]) -> Array:
    """The weight of each column."""
    unknown = [name for name in weights if name not in columns]
    if unknown:
        raise ValueError(f"weights must be of the features' columns, found {unknown[0]!r}")
    given = [weights.get(name, 1.0) for name in columns]
    weight: Array = aligned(weights=given)["weights"].to_numpy(float)
    not_negative("weights", weight)
    if not weight.sum() > 0:
        raise ValueError(f"weights must be numbers and one above 0, found {weight.tolist()}")
    return weight


def _told_apart(what: str, names: pd.Index) -> None:
    """Refuse names that are missing, come twice, or are not there at all."""
    if not len(names):
        raise ValueError(f"there must be a {what}, found none")
    if names.hasnans:
        raise ValueError(f"every {what} must have a name, found one missing")
    if not names.is_unique:
        raise ValueError(f"a {what} must come once, found {names[names.duplicated()][0]!r} again")
