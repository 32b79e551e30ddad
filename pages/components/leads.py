"""The way from one page to another, in the same language and with what is to be shown there."""

import streamlit as st

from catalog.model import Language


def leads(page: str, label: str, language: Language, **shown: str) -> None:
    """A link to the page of a file in pages/, `shown` being its choices by their names."""
    st.page_link(
        f"pages/{page}.py",
        label=label,
        icon=":material/arrow_forward:",
        query_params=shown | ({"lang": language} if language == "en" else {}),
    )
