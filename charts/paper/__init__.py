"""A framed figure as one page on paper, PNG or SVG, with all that belongs to it."""

from charts.paper.page import Kind, picture
from charts.paper.vocabulary import CannotDrawError

__all__ = ["CannotDrawError", "Kind", "picture"]
