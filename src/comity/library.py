"""Where the packaged law and sample records are."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def law_dir() -> Path:
    """Return the folder of the encoded law.

    >>> law_dir().name
    'law'
    """
    return _shipped("law")


def records_dir() -> Path:
    """Return the folder of the sample records.

    >>> records_dir().name
    'records'
    """
    return _shipped("records")


def _shipped(name: str) -> Path:
    packaged = _PACKAGE / "library" / name
    if packaged.is_dir():
        return packaged
    in_checkout = _CHECKOUT / name
    if in_checkout.is_dir() and (_CHECKOUT / "pyproject.toml").is_file():
        return in_checkout
    raise FileNotFoundError(
        f"Comity's own {name!r} folder is neither at {packaged} nor at {in_checkout}: this installation is incomplete."
    )
