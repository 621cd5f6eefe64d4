import type { Page } from '@playwright/test';

interface Heard {
  heardTexts: Set<string>;
}

/**
 * Draws the window anew with every sentence of the resource file between marks, and listens to all that the backend
 * answers from then on: what is data needs no translation. Ends the session, as every reload does.
 */
export async function markTexts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heardTexts = new Set<string>();
    Object.assign(window, { heardTexts });
    const hear = (value: unknown): void => {
      if (typeof value === 'string') heardTexts.add(value.replaceAll(/\s+/g, ' ').trim());
      else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) hear(inner);
    };
    const listen = Reflect.get(MessagePort.prototype, 'addEventListener') as (
      this: MessagePort,
      ...args: [string, (event: Event) => void]
    ) => void;
    Reflect.set(
      MessagePort.prototype,
      'addEventListener',
      function (this: MessagePort, ...args: Parameters<typeof listen>) {
        if (args[0] === 'message')
          listen.call(this, 'message', (event) => {
            const { data } = event as MessageEvent<unknown>;
            if (typeof data === 'string') hear(JSON.parse(data));
          });
        listen.apply(this, args);
      },
    );
  });
  await page.evaluate(() => localStorage.setItem('quartermaster.markTexts', 'yes'));
  await page.reload();
}

/** A text that marks may stand anywhere in: nested sentences have marks of their own. */
export function evenIfMarked(text: string): RegExp {
  return new RegExp(
    [...text].map((character) => character.replace(/[$()*+.?[\\\]^{|}]/, String.raw`\$&`)).join('[⟦⟧]*'),
    'i',
  );
}

/** Whatever can be seen or is read aloud on the page, is no data, and did not come from the resource file. */
export async function unmarkedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const heard = (window as unknown as Heard).heardTexts;
    const pieces = (text: string) => text.split(/\s*(?:[·,;:()–—›/×+|]|\s-\s|→|…)\s*/).map((piece) => piece.trim());
    const data = new Set<string>();
    for (const text of heard) for (const piece of [text, ...pieces(text)]) data.add(piece);

    const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*';
    const day = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*|[MTWFS][ouehra]';
    const unit = '(?:second|minute|hour|day|week|month|quarter|year)s?';
    // What Intl writes, names of the application and of keys, and signs that are the same in every language.
    const ours = new RegExp(
      `^(?:${[
        String.raw`[\d.,:%‰€$£#"'*<>=~^&!?°²³µ -]*`,
        String.raw`(?:\d+ )?${month}(?: \d+)?(?: at \d.*)?`,
        day,
        String.raw`\d[\d:.]*[  ]?(?:AM|PM)`,
        `(?:in )?\\d[\\d,.]* ${unit}(?: ago)?`,
        `(?:this|next|last) ${unit}`,
        'yesterday|today|tomorrow|now',
        String.raw`-?[\d.,  ]*(?:mm|cm|in|m|kg|g|[kMGT]?B|dpi|dB|dBm|h|min|s|GHz|MHz|px|W|kWh|pt)`,
        String.raw`%QM-[A-Z0-9-]+|\{[a-z0-9]+\}|[A-Z]{2,4}-\d+|[A-Z]{3} · .*|.*example\.com`,
        'Quartermaster|English|Deutsch|Ctrl.*|Alt.*|Esc|Enter|Space|F1|Home|End|PgUp|PgDn|RMA|[A-Z]{3}',
      ].join('|')})$`,
    );
    const isData = (piece: string) => {
      if (ours.test(piece)) return true;
      const plain = piece.replace(/^[\d.,]+\s+/, '').replace(/^["“‘(]|["”’)]$/g, '');
      // A word of an enumeration is not shown as the backend has it.
      if (/^[a-z]+(?:_[a-z]+)*$/.test(plain) && !/^(?:alex|sample)$/.test(plain)) return false;
      if (data.has(piece) || data.has(plain)) return true;
      // What it is called by, and its name.
      const space = plain.indexOf(' ');
      return space > 0 && data.has(plain.slice(0, space)) && data.has(plain.slice(space + 1));
    };
    const isOurs = (text: string): boolean => {
      let rest = text;
      for (let before = ''; before !== rest;) {
        before = rest;
        rest = rest.replaceAll(/⟦[^⟦⟧]*⟧/g, ' · ');
      }
      rest = rest.replaceAll(/\s+/g, ' ').trim();
      return (
        !/\p{L}{2}/u.test(rest) ||
        isData(rest) ||
        pieces(rest).every((piece) => !/\p{L}{2}/u.test(piece) || isData(piece))
      );
    };

    const found = new Set<string>();
    const look = (where: string, text: string | null | undefined) => {
      if (text !== null && text !== undefined && !isOurs(text)) found.add(`${where}: ${text.trim().slice(0, 120)}`);
    };
    // The handbook is translated as whole chapters, not by sentences.
    const excepted = 'script, style, [class*="markdown"], svg, canvas';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const { parentElement: parent } = node;
      if (parent === null || parent.closest(excepted) !== null || !parent.checkVisibility()) continue;
      look(parent.tagName.toLowerCase(), node.textContent);
    }
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest('[class*="markdown"], [aria-hidden=true]') !== null || !element.checkVisibility()) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription', 'aria-valuetext'])
        look(`${element.tagName.toLowerCase()} ${name}`, element.getAttribute(name));
      if (element instanceof HTMLInputElement && element.getAttribute('aria-haspopup') === 'listbox')
        look('choice', element.value);
    }
    return [...found];
  });
}
