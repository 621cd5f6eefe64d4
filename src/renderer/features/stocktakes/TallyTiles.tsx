import type { StocktakeRow } from '#shared/features/stocktakes/model.ts';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { resultLook } from './result-look.ts';
import classes from './stocktakes.module.css';

const order = ['found', 'missing', 'wrong_place', 'unexpected', 'no_place', 'unknown'] as const;

/** The running numbers; what is not there yet counts as missing. */
export function TallyTiles({ tally }: { tally: NonNullable<StocktakeRow['tally']> }) {
  return (
    <div className={classes['tiles']} role="group" aria-label={t('stocktakes.tally', { count: tally.expected })}>
      {order.map((result) => (
        <div
          key={result}
          className={classes['tile']}
          data-tone={tally[result] > 0 ? resultLook[result].tone : undefined}
        >
          <b>
            {result === 'found'
              ? t('stocktakes.foundOf', { found: tally.found, expected: tally.expected })
              : formatNumber(tally[result])}
          </b>
          <span title={word('lineResult', result)}>{word('lineResult', result)}</span>
        </div>
      ))}
    </div>
  );
}
