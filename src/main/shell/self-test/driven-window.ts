import { setTimeout } from 'node:timers/promises';
import type { WebContents } from 'electron';
import { pageScript } from './page-script.ts';

/** Milliseconds: between two looks at the page, and until a step counts as failed. */
const lookEvery = 50;
const longestStep = 60_000;
/** Longer than a reader that sees a label twice takes to send it again: the desk drops what comes sooner. */
const betweenScans = 400;

/** A page that is worked from outside by what a person has: eyes, keys and a scanner. */
export class DrivenWindow {
  readonly #contents: WebContents;

  constructor(contents: WebContents) {
    this.#contents = contents;
  }

  async sees(text: string): Promise<void> {
    await this.#until(`says(${JSON.stringify(text)})`, `“${text}” on the page`);
  }

  /** Types over what the field of this label holds. */
  async fill(label: string, text: string): Promise<void> {
    await this.#until(`field(${JSON.stringify(label)})`, `the field “${label}”`);
    this.#contents.selectAll();
    await this.#contents.insertText(text);
  }

  /** Presses a button, link, tab, choice or box whose name is this, or begins so. */
  async press(name: string, { exact = true } = {}): Promise<void> {
    await this.#until(`press(${JSON.stringify(name)}, ${exact})`, `“${name}” to press`);
  }

  async tick(row: string): Promise<void> {
    await this.#until(`tick(${JSON.stringify(row)})`, `the row ${row}`);
  }

  async open(path: string): Promise<void> {
    await this.#contents.executeJavaScript(`window.location.hash = ${JSON.stringify(path)}; undefined`);
  }

  /** Keys in one burst with Enter behind them, as a scanner sends them that is a keyboard. */
  async scan(code: string): Promise<void> {
    await setTimeout(betweenScans);
    for (const keyCode of [...code, 'Return']) this.#key(keyCode, /^[A-Z]$/.test(keyCode) ? ['shift'] : []);
  }

  escape(): void {
    this.#key('Escape', []);
  }

  #key(keyCode: string, modifiers: 'shift'[]): void {
    this.#contents.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
    if (keyCode !== 'Escape') this.#contents.sendInputEvent({ type: 'char', keyCode, modifiers });
    this.#contents.sendInputEvent({ type: 'keyUp', keyCode, modifiers });
  }

  async #until(expression: string, what: string): Promise<void> {
    const end = performance.now() + longestStep;
    while (performance.now() < end) {
      const done: unknown = await this.#contents.executeJavaScript(`${pageScript}.${expression}`);
      if (done === true) return;
      await setTimeout(lookEvery);
    }
    throw new Error(`waited in vain for ${what}`);
  }
}
