import { expect, it } from 'vitest';
import { blockOf } from './pasted-block.ts';

it('[P1] a block out of a spreadsheet is read by lines and tabs, an empty cell included', () => {
  expect(blockOf('1\t2\r\n\t 4 \r\n')).toEqual([
    ['1', '2'],
    ['', '4'],
  ]);
  expect(blockOf('7')).toEqual([['7']]);
});
