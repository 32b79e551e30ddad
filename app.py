"""The atlas as a web application: Streamlit's own, with a front page that knows its language."""

import streamlit as st
from starlette.middleware import Middleware

from pages.components.front_page import FrontPage

app = st.App("atlas.py", middleware=[Middleware(FrontPage)])
