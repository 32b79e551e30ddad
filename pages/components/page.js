// What a page needs of the browser itself; run at each run of the page, set up once.
(() => {
  if (window.atlas) return;
  window.atlas = true;

  // A drawing is as wide as the screen: with a view box it shrinks to the paper, see style.css.
  const drawings = (told) => document.querySelectorAll('.stPlotlyChart .main-svg').forEach(told);
  addEventListener('beforeprint', () => drawings((one) => one.setAttribute(
    'viewBox', `0 0 ${one.getAttribute('width')} ${one.getAttribute('height')}`)));
  addEventListener('afterprint', () => drawings((one) => one.removeAttribute('viewBox')));

  // A table that is moved sideways is moved by the keyboard too, in every browser.
  const boxes = () => document.querySelectorAll('[data-testid="stTable"] > div').forEach((box) => {
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  });
  let waiting;
  const later = () => { clearTimeout(waiting); waiting = setTimeout(boxes, 150); };
  addEventListener('resize', later);

  // What a button opens lies at the end of the document: the keyboard goes in, and back again.
  const inside = (body) => [...body.querySelectorAll('button, a[href], input')];
  new MutationObserver((changes) => {
    later();
    for (const { addedNodes } of changes) for (const node of addedNodes) {
      const body = node.querySelector?.('[data-testid="stPopoverBody"]');
      const opener = document.activeElement;
      if (!body || !opener?.closest('[data-testid="stPopover"]')) continue;
      let tries = 40;  // it is not to be reached before it has found its place
      const enter = () => {
        if (document.activeElement !== opener || !tries--) return;
        inside(body)[0]?.focus({ preventScroll: true });
        setTimeout(enter, 50);
      };
      enter();
      body.addEventListener('keydown', (event) => {
        const all = inside(body), end = event.shiftKey ? all[0] : all[all.length - 1];
        if (event.key !== 'Tab' || document.activeElement !== end) return;
        event.preventDefault();
        opener.focus();
      });
    }
  }).observe(document.body, { childList: true, subtree: true });
})();
