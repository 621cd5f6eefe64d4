import { PackArchive } from './archive.ts';
import { cellFormats } from './cell-formats.ts';
import type { CellFormat } from './cell-formats.ts';
import { UnreadablePack } from './pack-fault.ts';
import { sheetRows } from './sheet-rows.ts';
import type { TextRow } from './sheet-rows.ts';

interface Tab {
  readonly name: string;
  readonly part: string;
}

/** A pack open for reading: its sheets by name, each as the texts of its rows. */
export class PackReader {
  readonly #archive: PackArchive;
  readonly #tabs: readonly Tab[];
  readonly #formats: readonly (CellFormat | null)[];

  private constructor(archive: PackArchive, tabs: readonly Tab[], formats: readonly (CellFormat | null)[]) {
    this.#archive = archive;
    this.#tabs = tabs;
    this.#formats = formats;
  }

  /** @throws UnreadablePack; file-system errors as they are. */
  static async open(path: string): Promise<PackReader> {
    const archive = await PackArchive.open(path);
    try {
      const tabs = await tabsOf(archive);
      return new PackReader(archive, tabs, cellFormats(await archive.text('xl/styles.xml')));
    } catch (error) {
      await archive.close();
      throw error;
    }
  }

  /** Sheets in the order of their tabs; a sheet that goes on in further tabs counts once. */
  get sheetNames(): string[] {
    return [...new Set(this.#tabs.map((tab) => sheetOf(tab.name)))];
  }

  /** Headings first, then all rows, filled up to the width of the headings. */
  async *rows(sheet: string): AsyncGenerator<TextRow> {
    let headings: readonly (string | null)[] | null = null;
    let number = 0;
    for (const tab of this.#tabs.filter((one) => sheetOf(one.name) === sheet)) {
      for await (const row of sheetRows(tab.name, this.#archive.part(tab.part), this.#formats)) {
        const again = row.number === 1 && headings !== null;
        if (again && JSON.stringify(row.texts) !== JSON.stringify(headings))
          throw new UnreadablePack(`${tab.name}: row 1`);
        if (again) continue;
        headings ??= row.texts;
        while (row.texts.length < headings.length) row.texts.push(null);
        number += 1;
        yield { number, texts: row.texts };
      }
    }
  }

  async close(): Promise<void> {
    await this.#archive.close();
  }
}

/** `90_Audit_log` for `90_Audit_log (2)`. */
function sheetOf(tab: string): string {
  return tab.replace(/ \(\d+\)$/, '');
}

async function tabsOf(archive: PackArchive): Promise<Tab[]> {
  const workbook = await archive.text('xl/workbook.xml');
  const relations = await archive.text('xl/_rels/workbook.xml.rels');
  const targets = new Map(
    [
      ...relations.matchAll(
        /<Relationship Id="(rId\d+)" Type="[^"]*\/worksheet" Target="(worksheets\/sheet\d+\.xml)"\/>/g,
      ),
    ].map((found) => [found[1] ?? '', `xl/${found[2] ?? ''}`] as const),
  );
  const sheets = /<sheets>(.*?)<\/sheets>/.exec(workbook)?.[1] ?? '';
  const tabs: Tab[] = [];
  // A tab with any other attribute, such as a hidden one, is not a tab of a pack.
  const rest = sheets.replaceAll(
    /<sheet name="([^"]*)" sheetId="\d+" r:id="(rId\d+)"\/>/g,
    (_, name: string, id: string) => {
      tabs.push({ name, part: targets.get(id) ?? '' });
      return '';
    },
  );
  const parts = new Set(tabs.map((tab) => tab.part));
  const sheetParts = archive.names.filter((name) => name.startsWith('xl/worksheets/'));
  if (
    rest !== '' ||
    parts.size !== tabs.length ||
    sheetParts.length !== parts.size ||
    !sheetParts.every((name) => parts.has(name))
  ) {
    throw new UnreadablePack('xl/workbook.xml');
  }
  return tabs;
}
