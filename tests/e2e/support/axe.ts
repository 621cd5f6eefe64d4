import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds on the page as it stands. Everything in the light scheme; the dark one is the same page in other colours. */
export async function violations(page: Page, scheme: 'light' | 'dark'): Promise<string[]> {
  const builder = new AxeBuilder({ page }).setLegacyMode(true);
  const found = await (
    scheme === 'dark'
      ? builder.withRules(['color-contrast', 'link-in-text-block'])
      : builder
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .options({ rules: { 'target-size': { enabled: true } } })
  ).analyze();
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

/** The same in both schemes, for pages that only stand in the middle of a walk. */
export async function violationsInBoth(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    found.push(...(await violations(page, scheme)));
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  return found;
}
