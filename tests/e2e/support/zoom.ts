import type { ElectronApplication, Page } from '@playwright/test';

/** Magnifies the page as the menu does. */
export async function zoom(app: ElectronApplication, factor: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(wanted),
    factor,
  );
}

/**
 * What makes a page scroll sideways. Tables, maps, calendars, charts and drawings may do so within a frame of their own:
 * they have two directions by nature (WCAG 2.2, 1.4.10). The page itself may not, whatever it holds.
 */
export async function sidewaysScrollers(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const byNature = 'table, [role=grid], [role=table], [role=application], canvas, svg, pre, [class*="sideways"]';
    const scrolls = (element: Element) =>
      element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX);
    const isPage = (element: Element) =>
      element === document.documentElement ||
      (element.matches('main, [role=region][tabindex]') && element.firstElementChild?.matches('table') !== true);
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.className.toString().slice(0, 50)}`;

    return [document.documentElement, ...document.body.querySelectorAll('*')]
      .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1 && scrolls(element))
      .flatMap((element) => {
        const edge = element.getBoundingClientRect().left + element.clientWidth + 2;
        const wide = [...element.querySelectorAll('*')].filter((inner) => {
          if (inner.getBoundingClientRect().right <= edge || !inner.checkVisibility()) return false;
          if (isPage(element)) return true;
          return inner.closest(byNature) === null && inner.querySelector(byNature) === null;
        });
        const innermost = wide.filter((each) => !wide.some((other) => other !== each && each.contains(other)));
        if (innermost.length === 0) return [];
        return `${nameOf(element)} by ${element.scrollWidth - element.clientWidth} because of ${innermost.slice(0, 2).map(nameOf).join(', ')}`;
      });
  });
}
