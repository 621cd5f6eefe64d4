import { describe, expect, test } from 'vitest';
import { classifyUnknownTag, isEpc } from './rules.ts';

const none = new Set<string>();

describe('[K4] a tag that belongs to no asset', () => {
  test.each([
    ['RFID-007', '000000000000000000000000', 'blank'],
    ['RFID-008', 'FFFFFFFFFFFFFFFFFFFFFFFF', 'blank'],
    ['RFID-005', `F800${'AA'.repeat(62)}`, 'unknown'],
    ['RFID-009', 'E28011700000020A12345678', 'unknown'],
    ['RFID-015', '<b>1</b>', 'unknown'],
    ['an SGTIN of somebody', '3034B708AC397E0000000649', 'foreign'],
  ])('[K4] %s: %s is %s', (_id, code, standing) => {
    expect(classifyUnknownTag(code, none)).toBe(standing);
  });

  test('[K4] of our own numbers it is unknown and not foreign', () => {
    expect(classifyUnknownTag('3034257BF7194E4000001A85', new Set(['0614141']))).toBe('unknown');
    expect(classifyUnknownTag('3034257BF7194E4000001A85', new Set(['0614142']))).toBe('foreign');
  });

  test('[K4] an EPC is 96 to 496 bits in words of 16', () => {
    expect(isEpc('34F4257BF400000000000001')).toBe(true);
    expect(isEpc('34F4257BF4000000000001')).toBe(false);
    expect(isEpc('62E3086CED')).toBe(false);
  });
});
