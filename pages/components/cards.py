"""Cards of equal height beside each other where there is room."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

ACROSS = 2


def cards_of(count: int, *, across: int = ACROSS) -> list[DeltaGenerator]:
    """As many empty cards as asked for, in reading order, `across` of them beside each other."""
    rows = (st.columns(across, gap="medium") for _ in range(0, count, across))
    columns = [column for row in rows for column in row][:count]
    return [column.container(border=True, height="stretch") for column in columns]
