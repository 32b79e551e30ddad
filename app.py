"""The atlas as a web application: Streamlit's own, with a front page that knows its language."""

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from pages.components.front_page import FrontPage

# Beside a folder called pages, Streamlit takes the atlas for one of the old kind until the first
# page has run, and tells a server's first visitor that the page does not exist.
PagesManager.uses_pages_directory = False

app = st.App("atlas.py", middleware=[Middleware(FrontPage)])
