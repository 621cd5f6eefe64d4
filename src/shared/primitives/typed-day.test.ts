import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfText, dayPattern } from './typed-day.ts';

const anyDay = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const locales = ['en-US', 'en-GB', 'de', 'de-CH', 'cs', 'fr', 'hu', 'bg', 'ja', 'ko', 'ar-EG', 'fa', 'th'] as const;

function written(day: string, pattern: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return pattern.replace('YYYY', year).replace('MM', month).replace('DD', date);
}

describe('a day that is typed', () => {
  it('[O4] is written as the locale does', () => {
    expect(['en-US', 'en-GB', 'de', 'sv', 'ja'].map(dayPattern)).toEqual([
      'MM/DD/YYYY',
      'DD/MM/YYYY',
      'DD.MM.YYYY',
      'YYYY-MM-DD',
      'YYYY/MM/DD',
    ]);
  });

  it('[O4] means the same day in every locale that it meant when it was written there, or as an ISO day', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...locales), (day, locale) => {
        const pattern = dayPattern(locale);
        expect(dayOfText(written(day, pattern), pattern)).toBe(day);
        expect(dayOfText(` ${day} `, pattern)).toBe(day);
      }),
    );
  });

  it('[O4] may be short, and is never guessed', () => {
    expect(dayOfText('1.2.26', 'DD.MM.YYYY')).toBe('2026-02-01');
    expect(dayOfText('1/2/2026', 'MM/DD/YYYY')).toBe('2026-01-02');
    for (const text of ['31.2.2026', '13/13/2026', '1.2', '2026', 'tomorrow', '1.2.226', ''])
      expect(dayOfText(text, 'DD.MM.YYYY')).toBeNull();
  });
});
