import { Button, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { Requisition } from '#shared/features/procurement/requisition.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { SpecificationForm } from './SpecificationForm.tsx';

/** What an offer must meet and what it is measured by. */
export function SpecificationPanel({ requisition, editable }: { requisition: Requisition; editable: boolean }) {
  const [editing, setEditing] = useState(false);
  return (
    <Panel
      title={t('procurement.specification')}
      flush
      actions={
        editable ? (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPencil size={14} />}
            onClick={() => setEditing(true)}
          >
            {t('procurement.specify')}
          </Button>
        ) : null
      }
    >
      {requisition.criteria.length === 0 ? (
        <Text size="sm" c="dimmed" p="sm">
          {t('procurement.noCriteria')}
        </Text>
      ) : (
        <div className={classes['scroll']}>
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{t('procurement.criterion')}</th>
                <th scope="col">{t('procurement.target')}</th>
                <th scope="col">{t('procurement.criterionKind')}</th>
                <th scope="col">{t('procurement.regulation')}</th>
              </tr>
            </thead>
            <tbody>
              {requisition.criteria.map(({ id, text, target, kind, weight, regulation }) => (
                <tr key={id}>
                  <td>{text}</td>
                  <td>{target}</td>
                  <td>
                    {word('criterionKind', kind)}
                    {kind === 'weighted' ? ` × ${weight}` : ''}
                  </td>
                  <td>{regulation}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {editing ? <SpecificationForm requisition={requisition} onClose={() => setEditing(false)} /> : null}
    </Panel>
  );
}
