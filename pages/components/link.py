"""A link to the page as it stands, stamped with edition and date, and what a stamp has to say."""

import re
from datetime import date
from html import escape

import streamlit as st

from catalog import format as fmt
from catalog.model import Language
from catalog.words import say
from data.facts import Facts
from pages.components import address

SIGNS = 8
"""Of the facts' fingerprint, as in the foot of every page."""

COPY = """<script>
for (const box of document.querySelectorAll('.atlas-link')) {
  const [button, label, field, told] =
    ['button', 'label', 'input', '[role=status]'].map((part) => box.querySelector(part));
  button.onclick = async () => {
    const link = new URL(window.location.href);
    link.searchParams.set('edition', box.dataset.edition);
    link.searchParams.set('date', box.dataset.date);
    field.value = link.href;
    told.textContent = '';
    try {
      await navigator.clipboard.writeText(link.href);
      label.hidden = true;
      told.textContent = box.dataset.done;
    } catch {
      label.hidden = false;
      field.focus();
      field.select();
      told.textContent = box.dataset.failed;
    }
  };
}
</script>"""
"""Where the browser keeps a page from its clipboard, the link is shown as text, marked to copy."""


def button(facts: Facts, language: Language) -> None:
    """Copies the address, every choice in it, with the edition of the facts and the day."""
    stamp = {
        "edition": facts.fingerprint[:SIGNS],
        "date": date.today().isoformat(),
        "done": say("link.done", language),
        "failed": say("link.failed", language),
    }
    data = " ".join(f'data-{name}="{escape(text)}"' for name, text in stamp.items())
    st.html(
        f"<div class='atlas-link' {data}>"
        f"<button type='button'>{escape(say('link.copy', language))}</button>"
        f"<label hidden>{escape(say('link.field', language))} <input readonly></label>"
        f"<span role='status'></span></div>{COPY}",
        unsafe_allow_javascript=True,
    )


def notice(facts: Facts, language: Language) -> str:
    """What a reader must know who came by a link of another edition; empty where there is none.

    A stamp that is none is told of as any other unknown value of the address.
    """
    edition, day = (st.query_params.get(name, "") for name in ("edition", "date"))
    served = facts.fingerprint[:SIGNS]
    if edition and not re.fullmatch(rf"[0-9a-f]{{{SIGNS}}}", edition):
        address.tell("edition", edition)
        edition = ""
    if day and not _is_day(day):
        address.tell("date", day)
        day = ""
    if edition in ("", served):
        return ""
    if not day:
        return say("link.other_undated", language, edition=edition, served=served)
    when = fmt.date(day, language)
    return say("link.other", language, date=when, edition=edition, served=served)


def _is_day(text: str) -> bool:
    """A date written as 2026-11-22, as the button stamps it.

    >>> _is_day("2026-11-22"), _is_day("2026-02-30"), _is_day("20261122")
    (True, False, False)
    """
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
