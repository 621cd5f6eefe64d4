import { describe, expect, test } from 'vitest';
import { issuesOfRows, parsePastedBlock, unitOfRow } from './paste-block.ts';

describe('[I3] a block pasted from a spreadsheet', () => {
  test('[I3] without headings is serial, name, tag, notes', () => {
    expect(parsePastedBlock('S-100\tOne\r\nS-200\tTwo\tA-7\r\n')).toEqual([
      { serial: 'S-100', name: 'One', tag: '', notes: '' },
      { serial: 'S-200', name: 'Two', tag: 'A-7', notes: '' },
    ]);
  });

  test('[I3] with headings is read by them, in any order', () => {
    expect(parsePastedBlock('Asset tag\tColour\tSerial No.\nA-7\tred\tS-100\n')).toEqual([
      { serial: 'S-100', name: '', tag: 'A-7', notes: '' },
    ]);
  });

  test('[I3] cells with line ends and quotes stay whole', () => {
    expect(parsePastedBlock('S-100\t"a ""b""\nc"\n')).toEqual([
      { serial: 'S-100', name: 'a "b"\nc', tag: '', notes: '' },
    ]);
  });

  test('[I3] each bad cell is told for itself', () => {
    const rows = parsePastedBlock('S-100\nS-100\n00:1B:44:11:3A:B7\n\tName only\nS-300\t\t?bad\n');
    expect([...issuesOfRows(rows)]).toEqual([
      ['1.serial', 'twice'],
      ['2.serial', 'notASerial'],
      ['3.serial', 'required'],
      ['4.tag', 'tag'],
    ]);
  });

  test('[I3] prefixes are stripped in a block as well', () => {
    expect(unitOfRow({ serial: 'S/N: ABC123', name: ' ', tag: '', notes: 'x' })).toMatchObject({
      serial: 'ABC123',
      name: null,
      notes: 'x',
    });
  });
});
