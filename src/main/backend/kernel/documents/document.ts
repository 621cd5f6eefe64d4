/** A letter on A4: who to, what about, paragraphs and tables. Words of a domain come from whoever fills it. */
export interface Letter {
  title: string;
  /** Who sends it: name first, then what helps to answer. */
  sender: readonly string[];
  recipient: readonly string[];
  facts: readonly { label: string; value: string }[];
  parts: readonly LetterPart[];
}

export type LetterPart =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | {
      kind: 'table';
      columns: readonly LetterColumn[];
      rows: readonly (readonly string[])[];
      /** Stand under the last column, the last one bold. */
      totals: readonly { label: string; value: string }[];
    };

export interface LetterColumn {
  heading: string;
  /** Share of the width among the columns. */
  share: number;
  align: 'left' | 'right';
}

/** The same letter as plain text, for the body of a mail. */
export function textOfLetter({ title, facts, parts }: Letter): string {
  const blocks = [
    title,
    facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    ...parts.map((part) => {
      if (part.kind !== 'table') return part.text;
      const rows = part.rows.map((row) =>
        row
          .flatMap((cell, index) => (cell === '' ? [] : [`${part.columns[index]?.heading ?? ''}: ${cell}`]))
          .join('; '),
      );
      return [...rows, ...part.totals.map(({ label, value }) => `${label}: ${value}`)]
        .map((row) => `- ${row}`)
        .join('\n');
    }),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}
