export interface LineChange {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Beyond so many lines on either side only what begins and ends alike is told apart; the middle counts as changed. */
const mostLines = 2000;

/** What became of each line between two texts: the longest common subsequence stays, all else went or came. */
export function differenceOfLines(before: string, after: string): LineChange[] {
  const old = before === '' ? [] : before.split('\n');
  const fresh = after === '' ? [] : after.split('\n');
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
  const same = (lines: readonly string[]) => lines.map((text): LineChange => ({ kind: 'same', text }));
  return [
    ...same(old.slice(0, start)),
    ...middleOf(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)),
    ...same(old.slice(old.length - end)),
  ];
}

function middleOf(old: readonly string[], fresh: readonly string[]): LineChange[] {
  const removed = old.map((text): LineChange => ({ kind: 'removed', text }));
  const added = fresh.map((text): LineChange => ({ kind: 'added', text }));
  if (old.length === 0 || fresh.length === 0 || old.length > mostLines || fresh.length > mostLines)
    return [...removed, ...added];
  // length[i][j]: the longest common subsequence of what follows line i of the one and line j of the other.
  const length = Array.from({ length: old.length + 1 }, () => new Uint32Array(fresh.length + 1));
  const at = (i: number, j: number) => length[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const row = length[i];
      if (row) row[j] = old[i] === fresh[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const changes: LineChange[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    const text = old[i];
    const other = fresh[j];
    if (text !== undefined && text === other) {
      changes.push({ kind: 'same', text });
      i += 1;
      j += 1;
    } else if (text !== undefined && (other === undefined || at(i + 1, j) >= at(i, j + 1))) {
      changes.push({ kind: 'removed', text });
      i += 1;
    } else if (other !== undefined) {
      changes.push({ kind: 'added', text: other });
      j += 1;
    }
  }
  return changes;
}
