import type { EntryUnit } from '#shared/features/assets/entry-contract.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from './entry.module.css';

/** The units so far, newest first, each with the tag that it will carry. */
export function EntryUnits({ units }: { units: readonly EntryUnit[] }) {
  return (
    <Panel title={t('entry.units')} flush>
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('entry.units')}>
        <table className={classes['units']}>
          <thead>
            <tr>
              <th scope="col">{t('entry.number')}</th>
              <th scope="col">{t('field.tag')}</th>
              <th scope="col">{t('field.serial')}</th>
              <th scope="col">{t('entry.otherCodes')}</th>
            </tr>
          </thead>
          <tbody>
            {units
              .map((unit, index) => (
                <tr key={unit.id}>
                  <td className="numbers">{index + 1}</td>
                  <td>{unit.tag}</td>
                  <td>{unit.serial ?? unit.name}</td>
                  <td>{unit.identifiers.map(({ value }) => value).join(', ')}</td>
                </tr>
              ))
              .toReversed()}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
