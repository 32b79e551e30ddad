"""Wait until Streamlit has finished: connected, nothing running, nothing stale, charts drawn."""

from playwright.sync_api import Page, TimeoutError

# A click reaches the server some milliseconds after it is made, so stillness must last.
STILL_MS = 250
LIMIT_MS = 20_000

# What is not finished yet, in words; empty when all is still.
UNFINISHED = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const found = [];
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app) return ['no app on the page'];
  if (app.dataset.testScriptState !== 'notRunning') {
    found.push('script is ' + app.dataset.testScriptState);
  }
  const connection = app.dataset.testConnectionState;
  if (connection && connection !== 'CONNECTED') found.push('connection is ' + connection);
  if (all('[data-testid="stMain"] [data-testid]').length === 0) found.push('the page is empty');
  if (all('[data-testid="stStatusWidget"]').length) found.push('status is shown');
  if (all('[data-testid="stSpinner"], [data-testid="stSkeleton"]').length) found.push('loading');
  if (all('[data-stale="true"]').length) found.push('something is stale');
  for (const frame of all('[data-testid="stPlotlyChart"]')) {
    const chart = frame.querySelector('.js-plotly-plot');
    if (!chart || !chart.querySelector('.main-svg')) found.push('a chart is not drawn');
    // A map draws its areas only when its boundaries have come, after the rest of the chart.
    else if ((chart._fullData || []).some((t) => t.type === 'choropleth' && t.visible === true)
      && !chart.querySelector('.choroplethlayer path')) found.push('a map has no areas');
  }
  return found;
}"""

STILL = f"""(still) => {{
  const unfinished = ({UNFINISHED})();
  const now = performance.now();
  if (unfinished.length || window.__stillSince === undefined) window.__stillSince = now;
  if (unfinished.length || now - window.__stillSince < still) return false;
  window.__stillSince = undefined;
  return true;
}}"""


def settled(page: Page, *, limit_ms: int = LIMIT_MS) -> Page:
    """Return `page` when it has been still for a moment; fail, saying what is not, at the limit."""
    try:
        page.wait_for_function(STILL, arg=STILL_MS, timeout=limit_ms)
    except TimeoutError as late:
        state = page.evaluate(UNFINISHED) or ["it was never still for long"]
        raise AssertionError(f"not settled in {limit_ms} ms: {'; '.join(state)}") from late
    return page
