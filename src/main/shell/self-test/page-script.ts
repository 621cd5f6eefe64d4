/**
 * Finds things on the page as a person does: by what they are called. Evaluated in the page before each step, as text,
 * because a page and the main process share no code.
 */
export const pageScript = `(() => {
  const told = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
  const nameOf = (element) => told(element.getAttribute('aria-label') ?? element.textContent);
  const all = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  const pick = (selector, name, exact) =>
    all(selector).filter((element) => exact ? nameOf(element) === name : nameOf(element).startsWith(name)).at(-1);
  return {
    says: (text) =>
      told(document.body.innerText).includes(text) || all('[aria-label]').some((element) => nameOf(element) === text),
    field: (label) => {
      const found = pick('label', label, false)?.control ?? pick('input, textarea', label, true);
      found?.focus();
      return found !== undefined && document.activeElement === found;
    },
    press: (name, exact) => {
      const found = pick('button, a, [role=option], [role=menuitem], [role=tab], label', name, exact);
      if (found === undefined || found.disabled) return false;
      found.click();
      return true;
    },
    // A box without words of its own, told by the row that it stands in.
    tick: (row) => {
      const found = all('[role=row]').find((element) => told(element.textContent).includes(row));
      const box = found?.querySelector('input[type=checkbox]');
      if (!box) return false;
      if (!box.checked) box.click();
      return true;
    },
  };
})()`;
