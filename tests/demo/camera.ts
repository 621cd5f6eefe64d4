import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';

const folder = resolve(import.meta.dirname, '../../demo');

/** Takes pictures of the window, each in light and dark. */
export class Camera {
  readonly #page: Page;
  readonly #app: ElectronApplication;
  #number = 0;

  constructor(app: ElectronApplication, page: Page) {
    mkdirSync(folder, { recursive: true });
    this.#app = app;
    this.#page = page;
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#app.evaluate(
      ({ BrowserWindow }, size) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
      },
      { width, height },
    );
  }

  async take(name: string): Promise<void> {
    this.#number += 1;
    const number = String(this.#number).padStart(2, '0');
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.#page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await this.#page.screenshot({
        path: join(folder, `${number}-${name}-${colorScheme}.png`),
        animations: 'disabled',
      });
    }
    await this.#page.emulateMedia({ colorScheme: 'light' });
  }
}
