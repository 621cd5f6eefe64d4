import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { t } from '../text/t.ts';
import classes from './filter.module.css';

export interface FilterChip {
  key: string;
  /** What is filtered, as a sentence. */
  words: string;
  remove: () => void;
  /** Opens what the chip was made with. */
  edit?: () => void;
}

/** What a list is filtered by, in words, each of which can be taken away. */
export function FilterChips({ chips, clear }: { chips: readonly FilterChip[]; clear: () => void }) {
  if (chips.length === 0) return null;
  return (
    <ul className={classes['chips']} aria-label={t('filter.active')}>
      {chips.map(({ key, words, remove, edit }) => (
        <li key={key} className={classes['chip']}>
          {edit === undefined ? (
            <span className={classes['chipWords']}>{words}</span>
          ) : (
            <button type="button" className={classes['chipWords']} title={words} onClick={edit}>
              {words}
            </button>
          )}
          <button
            type="button"
            className={classes['chipRemove']}
            aria-label={t('filter.remove', { filter: words })}
            onClick={remove}
          >
            <IconX size={13} aria-hidden />
          </button>
        </li>
      ))}
      <li>
        <Button variant="subtle" size="compact-sm" onClick={clear}>
          {t('filter.clearAll')}
        </Button>
      </li>
    </ul>
  );
}
