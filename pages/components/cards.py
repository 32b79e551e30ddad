"""Cards of equal height, two beside each other where there is room."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

ACROSS = 2


def cards_of(count: int) -> list[DeltaGenerator]:
    """As many empty cards as asked for, in reading order."""
    rows = (st.columns(ACROSS, gap="medium") for _ in range(0, count, ACROSS))
    columns = [column for row in rows for column in row][:count]
    return [column.container(border=True, height="stretch") for column in columns]
