import { ActionIcon, Button, Checkbox, Group, Loader, Select, Stack, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InspectionPoint } from '#shared/features/procurement/receiving.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';

const forAll = 'all';
/** As many points as a list may have. */
const mostPoints = 40;

/** What is looked at when something of a category comes in, and what a picture has to prove. */
export function ChecklistsPanel() {
  const query = useQuery(rpc.procurement.listChecklists.queryOptions());
  const [chosen, setChosen] = useState(forAll);
  if (query.error !== null) return <FailureAlert sentence={sentenceOfError(query.error)} />;
  if (query.data === undefined) return <Loader size="sm" />;
  const keyOf = (categoryId: number | null) => (categoryId === null ? forAll : String(categoryId));
  const list = query.data.find(({ categoryId }) => keyOf(categoryId) === chosen);
  return (
    <Panel title={t('procurement.checklists')}>
      <Stack gap="sm">
        <p className={classes['note']}>{t('procurement.checklistsHint')}</p>
        <Select
          label={t('procurement.checklistOf')}
          searchable
          allowDeselect={false}
          data={query.data.map(({ categoryId, category, usual }) => ({
            value: keyOf(categoryId),
            label: `${category ?? t('procurement.everything')}${usual ? '' : ` · ${t('procurement.ownList')}`}`,
          }))}
          value={chosen}
          onChange={(value) => setChosen(value ?? forAll)}
        />
        {list === undefined ? null : (
          <Points
            key={`${chosen} ${JSON.stringify(list.points)}`}
            categoryId={list.categoryId}
            saved={list.points}
            usual={list.usual}
          />
        )}
      </Stack>
    </Panel>
  );
}

interface Row extends InspectionPoint {
  key: string;
}

const rowOf = (point: InspectionPoint): Row => ({ ...point, key: crypto.randomUUID() });

interface PointsProps {
  categoryId: number | null;
  saved: InspectionPoint[];
  usual: boolean;
}

function Points({ categoryId, saved, usual }: PointsProps) {
  const mayEdit = useMay()('settings.edit');
  const [rows, setRows] = useState(() => saved.map(rowOf));
  const saving = useAction(
    (points: InspectionPoint[] | null) => client.procurement.saveChecklist({ categoryId, points }),
    () => announce(t('procurement.saved')),
  );
  const points = rows.map(({ text, photo }) => ({ text: text.trim(), photo })).filter(({ text }) => text !== '');
  const change = (key: string, part: Partial<InspectionPoint>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const move = (index: number, by: -1 | 1) => {
    const next = [...rows];
    const [row] = next.splice(index, 1);
    if (row !== undefined) next.splice(index + by, 0, row);
    setRows(next);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate(points);
      }}
    >
      <Stack gap={6}>
        {rows.length === 0 ? <p className={classes['note']}>{t('procurement.noPointsYet')}</p> : null}
        {rows.map((row, index) => (
          <PointRow
            key={row.key}
            row={row}
            number={index + 1}
            disabled={!mayEdit}
            change={(part) => change(row.key, part)}
            up={index === 0 ? null : () => move(index, -1)}
            down={index === rows.length - 1 ? null : () => move(index, 1)}
            remove={() => setRows(rows.filter(({ key }) => key !== row.key))}
          />
        ))}
        {mayEdit ? (
          <Group gap="xs" mt={6}>
            <Button
              type="submit"
              loading={saving.isPending}
              disabled={JSON.stringify(points) === JSON.stringify(saved)}
            >
              {t('action.save')}
            </Button>
            <Button
              variant="subtle"
              leftSection={<IconPlus size={14} />}
              disabled={rows.length >= mostPoints}
              onClick={() => setRows([...rows, rowOf({ text: '', photo: false })])}
            >
              {t('procurement.addPoint')}
            </Button>
            {usual ? null : (
              <Button variant="subtle" color="gray" onClick={() => saving.mutate(null)}>
                {t('procurement.usualList')}
              </Button>
            )}
          </Group>
        ) : null}
      </Stack>
    </form>
  );
}

interface PointRowProps {
  row: Row;
  number: number;
  disabled: boolean;
  change: (part: Partial<InspectionPoint>) => void;
  up: (() => void) | null;
  down: (() => void) | null;
  remove: () => void;
}

function PointRow({ row, number, disabled, change, up, down, remove }: PointRowProps) {
  const icon = { variant: 'subtle', color: 'gray', size: 'md' } as const;
  return (
    <div className={classes['checkRow']} role="group" aria-label={t('procurement.pointNumber', { number })}>
      <span className={classes['quiet']}>{number}</span>
      <TextInput
        aria-label={t('procurement.pointNumber', { number })}
        placeholder={t('procurement.pointHint')}
        maxLength={200}
        disabled={disabled}
        value={row.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <Checkbox
        label={t('procurement.wantsPhoto')}
        disabled={disabled}
        checked={row.photo}
        onChange={(event) => change({ photo: event.currentTarget.checked })}
      />
      {disabled ? null : (
        <Group gap={2} wrap="nowrap">
          <ActionIcon
            {...icon}
            aria-label={t('procurement.pointUp', { number })}
            disabled={up === null}
            onClick={() => up?.()}
          >
            <IconArrowUp size={15} />
          </ActionIcon>
          <ActionIcon
            {...icon}
            aria-label={t('procurement.pointDown', { number })}
            disabled={down === null}
            onClick={() => down?.()}
          >
            <IconArrowDown size={15} />
          </ActionIcon>
          <ActionIcon {...icon} aria-label={t('procurement.removePoint', { number })} onClick={remove}>
            <IconTrash size={15} />
          </ActionIcon>
        </Group>
      )}
    </div>
  );
}
