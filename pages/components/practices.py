"""Ways of receiving notifications as a checklist that a municipality answers and keeps."""

from html import escape

import streamlit as st

import geo.municipalities as geo
from analysis.explanations import quoted
from catalog.load import practices
from catalog.model import Language
from catalog.reasons import Practice
from catalog.words import say
from data.kept import PRACTICE, Kept, Said
from data.schema.workspace import ANSWERS
from pages.components import show, signed
from pages.components.leads import leads
from pages.components.session import Run
from reports.practices import practices_csv

NONE = ""


def section(run: Run, area: str) -> None:
    """Every practice with its source and the municipality's answer; saved all or none."""
    lang = run.language
    st.subheader(say("practices.heading", lang), anchor=False)
    st.markdown(say("practices.lead", lang, name=geo.municipality(area).name))

    def tell(item: str, value: str, _: str) -> str:
        return say("practices.told", lang, text=_named(item, lang), answer=_answer(value, lang))

    form = signed.opened(area, PRACTICE, lang, tell)
    answered = len(form.read.keys() & practices().keys())
    st.markdown(say("practices.answered", lang, answered=answered, count=len(practices())))
    with st.form(form.key("form"), border=False):
        for practice in practices().values():
            _practice(run, practice, form)
        signed.sign(form, lang, say("practices.save", lang), _save)
    left, right = st.columns(2)
    with left:
        _download(form.read, area, lang)
    with right:
        signed.remover(form, lang)


def leads_here(run: Run, area: str) -> None:
    """On the profile: the way to the municipality's checklist."""
    lang = run.language
    leads(
        "reception", say("practices.link", lang, name=geo.municipality(area).name), lang, area=area
    )


def _practice(run: Run, practice: Practice, form: signed.Form) -> None:
    lang, row = run.language, form.read.get(practice.id)
    options = [NONE, *ANSWERS]
    with st.container(key=f"practice-{practice.id}", gap="xsmall"):
        st.radio(
            practice.text[lang],
            options,
            index=options.index(row.value) if row else 0,
            format_func=lambda value: _answer(value, lang),
            horizontal=True,
            key=form.key(practice.id),
        )
        st.html(f"<p class='atlas-source'>{_rests_on(run, practice)}</p>")
        if row:
            signed.line(row, lang)


def _rests_on(run: Run, practice: Practice) -> str:
    lang = run.language
    if not practice.sources:
        return escape(say("asked.suggestion", lang))
    rows = quoted(run.facts, practice.sources)
    told = "; ".join(
        f"{escape(row.text[lang])} ({show.linked(row.snapshot, lang)})" for row in rows
    )
    return f"{escape(say('asked.says', lang))} {told}"


def _save(form: signed.Form) -> None:
    """Only answers that are others than those read: the rest keep their date and signature."""
    wanted: dict[str, Said | None] = {}
    for name in practices():
        value = str(st.session_state.get(form.key(name), NONE))
        before = form.read[name].value if name in form.read else NONE
        if value != before:
            wanted[name] = Said(value) if value else None
    signed.save(form, wanted)


def _download(found: Kept, area: str, language: Language) -> None:
    rows = show.of_list(
        lambda: practices_csv(found, area, language),
        language,
        what=say("practices.file", language),
        snapshots=[],
        place=geo.municipality(area).name,
    )
    show.files(rows, key="practices")


def _named(item: str, language: Language) -> str:
    return practices()[item].text[language] if item in practices() else item


def _answer(value: str, language: Language) -> str:
    return say(f"practices.answer.{value or 'none'}", language)
