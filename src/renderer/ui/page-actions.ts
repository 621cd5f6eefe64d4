/** What a page offers: its button, and the name under which the search box for everything offers it as well. */
export interface PageAction {
  label: string;
  press: () => void;
}

/**
 * Rows, lists and forms are worked on where they are, and notices above a page are of every page; what is inside a field or
 * has to be held is no action.
 */
const elsewhere =
  'table, li, form, nav, [data-notice], [role="grid"], [role="listbox"], [role="tablist"], .mantine-InputWrapper-root, [data-hold]';

const pressed = 'button:not(:disabled, [data-disabled], [role]), a.mantine-Button-root[href]';

function nameOf(element: HTMLElement): string {
  const name = (element.getAttribute('aria-label') ?? element.textContent).replaceAll(/\s+/g, ' ').trim();
  const panel = element.closest('section[aria-label]')?.getAttribute('aria-label');
  return panel === null || panel === undefined ? name : `${panel} › ${name}`;
}

/** What stands in the menu of a button; a menu that keeps its items has them before it is opened. */
function itemsOf(button: HTMLElement): HTMLElement[] {
  const menu = document.querySelector(`[role="menu"][aria-labelledby="${CSS.escape(button.id)}"]`);
  return [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled, [data-disabled])') ?? [])];
}

/**
 * Everything that can be pressed on the page that is open. A page declares its actions by drawing their buttons: what
 * an operator may not do, or not now, has no button or one that is off, and so it is offered nowhere. The tabs of a
 * record are told as well; those of the parts of the window have names of their own wherever one is.
 */
export function actionsOfPage(page: ParentNode | null, withTabs: boolean): PageAction[] {
  const find = (selector: string) => [...(page?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const buttons = [
    ...find(pressed).filter((button) => button.closest(elsewhere) === null && button.getClientRects().length > 0),
    ...(withTabs ? find('[role="tab"][aria-selected="false"]') : []),
  ];
  const actions = new Map<string, PageAction>();
  for (const button of buttons) {
    const items = button.getAttribute('aria-haspopup') === 'menu' ? itemsOf(button) : [];
    for (const target of items.length === 0 ? [button] : items) {
      const label = nameOf(target);
      if (label === '' || actions.has(label)) continue;
      actions.set(label, {
        label,
        press: () => {
          // What it opens gives the focus back to where it came from.
          button.focus();
          target.click();
        },
      });
    }
  }
  return [...actions.values()];
}
