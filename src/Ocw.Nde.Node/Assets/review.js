// Keys for the review page. Without this file every act is a button or a link; with it each has a key, which the page can switch off.
'use strict';
(() => {
  const desk = document.getElementById('review');
  if (!desk || desk.dataset.shortcuts !== 'on') return;

  const writes = (element) => element.closest('textarea, select, input:not([type=radio]):not([type=checkbox]):not([type=submit])') !== null;
  const acts = (element) => element.closest('a, button, summary') !== null;

  const press = (element) => {
    if (element.tagName === 'DETAILS') {
      element.open = !element.open;
      element.querySelector('summary').focus();
    } else if (element.matches('input[type=search], input[type=text]')) {
      element.focus();
      element.select();
    } else if (element.matches('input[type=radio]')) {
      element.checked = true;
      element.focus();
    } else {
      element.click();
    }
  };

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === 'Escape' && writes(event.target)) {
      event.target.blur();
      return;
    }
    if (writes(event.target) || (event.key === 'Enter' && acts(event.target))) return;
    const element = [...desk.querySelectorAll('[data-key]')].find((one) => one.dataset.key === event.key.toLowerCase());
    if (!element) return;
    event.preventDefault();
    press(element);
  });
})();
