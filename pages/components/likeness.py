"""How much each variable counts in the likeness of municipalities: read, changed, put back."""

import streamlit as st

from analysis.similar import DEFAULT, HEAVIEST, Weights
from analysis.weights import changed, known, spelled, variables, weighted
from catalog.load import indicators
from catalog.words import say
from charts.weights import reweighed
from pages.components import address, announced
from pages.components.session import Run

KEY = "atlas.weight."
COLUMNS = 3


def weights(run: Run) -> Weights:
    """The weights in the address, which holds only what differs from the usual ones."""
    lang = run.language
    asked = address.read_several("weights", known())
    found = weighted(asked)
    if not found:
        run.notices.warning(say("alike.all_zero", lang), icon=":material/info:")
        found = DEFAULT
    address.write("weights", address.SEVERAL.join(spelled(found)))
    announced.add(reweighed(found, lang).rstrip("."))
    return found


def form(run: Run, chosen: Weights) -> None:
    """A number for each variable, taken together when the reader says so; and the way back."""
    lang = run.language
    with st.form("atlas.weights", border=False):
        columns = st.columns(COLUMNS)
        for number, name in enumerate(variables()):
            st.session_state[KEY + name] = int(dict(chosen).get(name, 0))
            with columns[number % COLUMNS]:
                st.number_input(
                    indicators()[name].short[lang],
                    min_value=0,
                    max_value=HEAVIEST,
                    step=1,
                    key=KEY + name,
                )
        st.form_submit_button(say("alike.take", lang), on_click=_take)
    st.button(
        say("alike.usual", lang),
        key="atlas.weights.usual",
        disabled=not changed(chosen),
        on_click=address.choose,
        args=("weights", ""),
    )


def _take() -> None:
    """All zero goes into the address too, and is refused with words when it is read."""
    given = tuple((name, float(st.session_state[KEY + name])) for name in variables())
    address.choose("weights", address.SEVERAL.join(spelled(given)))
