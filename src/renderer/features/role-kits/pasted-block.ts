/**
 * The cells of a block as a spreadsheet puts it into the clipboard: lines, and tabs between the cells of one. A last
 * line without content is the end of the one before.
 */
export function blockOf(text: string): string[][] {
  const lines = text.replace(/(?:\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/);
  return lines.map((line) => line.split('\t').map((cell) => cell.trim()));
}
