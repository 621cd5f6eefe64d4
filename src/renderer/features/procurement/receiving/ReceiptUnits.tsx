import { ActionIcon, Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Receipt, ReceivedUnit } from '#shared/features/procurement/receiving.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import entry from '../../assets/entry/entry.module.css';
import classes from '../procurement.module.css';
import { JudgeForm } from './JudgeForm.tsx';

interface ReceiptUnitsProps {
  receipt: Receipt;
  takeBack: (unitId: number) => void;
}

/** The units so far, newest first, each with its judgement. */
export function ReceiptUnits({ receipt, takeBack }: ReceiptUnitsProps) {
  const [judging, setJudging] = useState<ReceivedUnit | null>(null);
  const nameOf = (lineId: number) => receipt.lines.find(({ id }) => id === lineId)?.name ?? '';
  const shown = (unit: ReceivedUnit) => unit.serial ?? t('procurement.counted');
  return (
    <Panel title={t('procurement.units.list')} flush>
      {receipt.units.length === 0 ? (
        <EmptyState title={t('receiving.noUnits')}>{t('receiving.noUnitsHint')}</EmptyState>
      ) : null}
      <div
        hidden={receipt.units.length === 0}
        className={entry['scroll']}
        tabIndex={0}
        role="region"
        aria-label={receipt.order.number}
      >
        <table className={entry['units']}>
          <thead>
            <tr>
              <th scope="col">{t('entry.number')}</th>
              <th scope="col">{t('field.serial')}</th>
              <th scope="col">{t('procurement.line')}</th>
              <th scope="col">{t('procurement.judgement')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {receipt.units
              .map((unit, index) => (
                <tr key={unit.id}>
                  <td className="numbers">{index + 1}</td>
                  <td>{shown(unit)}</td>
                  <td>{nameOf(unit.lineId)}</td>
                  <td>
                    <Button
                      size="compact-xs"
                      variant={unit.verdict === 'pass' ? 'default' : 'light'}
                      {...(unit.verdict === 'fail' ? { color: 'red' } : {})}
                      aria-label={`${word('unitVerdict', unit.verdict)}, ${t('procurement.judge', { serial: shown(unit) })}`}
                      onClick={() => setJudging(unit)}
                    >
                      {word('unitVerdict', unit.verdict)}
                    </Button>
                    {unit.note === '' ? null : <div className={classes['quiet']}>{unit.note}</div>}
                  </td>
                  <td>
                    <ActionIcon
                      size="sm"
                      variant="subtle"
                      color="gray"
                      aria-label={t('procurement.removeUnit', { serial: shown(unit) })}
                      onClick={() => takeBack(unit.id)}
                    >
                      <IconTrash size={14} />
                    </ActionIcon>
                  </td>
                </tr>
              ))
              .toReversed()}
          </tbody>
        </table>
      </div>
      {judging === null ? null : <JudgeForm receiptId={receipt.id} unit={judging} onClose={() => setJudging(null)} />}
    </Panel>
  );
}
