import { ActionIcon, Button, Group, Switch, Table, Text } from '@mantine/core';
import { IconArchive, IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Field, FieldOwner } from '#shared/features/assets/fields.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { announceWithUndo } from '#renderer/rpc/announce-undo.tsx';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { useFields } from '../fields/use-fields.ts';
import { FieldForm } from './FieldForm.tsx';

interface FieldsPanelProps {
  owner: FieldOwner;
  /** Fields that come from above, and the name of where. */
  inherited: readonly { field: Field; from: string }[];
}

/** The fields that a family or category brings to its assets: its own, in the order of the form, under those from above. */
export function FieldsPanel({ owner, inherited }: FieldsPanelProps) {
  const may = useMay();
  const [editing, setEditing] = useState<Field | 'new' | null>(null);
  const [withArchived, setWithArchived] = useState(false);
  const all = useFields().filter((field) => field.family === owner.family && field.categoryId === owner.categoryId);
  const own = all
    .filter(({ archived }) => !archived)
    .toSorted((one, other) => one.position - other.position || one.id - other.id);
  const archived = all.filter((field) => field.archived);
  const editable = may('catalogue.edit');
  const order = useAction((ids: number[]) => client.assets.orderFields({ owner, ids }));
  const move = (index: number, by: -1 | 1) => {
    const ids = own.map(({ id }) => id);
    const [moved] = ids.splice(index, 1);
    if (moved === undefined) return;
    ids.splice(index + by, 0, moved);
    order.mutate(ids);
  };
  const shown = withArchived ? [...own, ...archived] : own;
  return (
    <Panel
      title={t('fields.title')}
      flush
      actions={
        <Group gap="md">
          {archived.length === 0 ? null : (
            <Switch
              size="xs"
              label={t('categories.showArchived')}
              checked={withArchived}
              onChange={(event) => setWithArchived(event.currentTarget.checked)}
            />
          )}
          {editable ? (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={14} />}
              onClick={() => setEditing('new')}
            >
              {t('fields.add')}
            </Button>
          ) : null}
        </Group>
      }
    >
      {shown.length + inherited.length === 0 ? (
        <EmptyState title={t('fields.none')}>{t('fields.noneHint')}</EmptyState>
      ) : (
        <Table aria-label={t('fields.title')} verticalSpacing={5}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="26%">{t('field.name')}</Table.Th>
              <Table.Th w={120}>{t('fields.type')}</Table.Th>
              <Table.Th w={130}>{t('fields.group')}</Table.Th>
              <Table.Th>{t('fields.rules')}</Table.Th>
              <Table.Th w={160}>
                <span className="visually-hidden">{t('action.edit')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {inherited.map(({ field, from }) => (
              <FieldLine key={field.id} field={field} from={from} actions={null} />
            ))}
            {shown.map((field, index) => (
              <FieldLine
                key={field.id}
                field={field}
                from={null}
                actions={
                  editable ? (
                    <FieldActions
                      field={field}
                      first={index === 0}
                      last={index === own.length - 1}
                      move={(by) => move(index, by)}
                      edit={() => setEditing(field)}
                    />
                  ) : null
                }
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {editing === null ? null : (
        <FieldForm
          field={editing === 'new' ? null : editing}
          owner={owner}
          groups={[...new Set([...inherited.map(({ field }) => field), ...own].map(({ group }) => group))]}
          onClose={() => setEditing(null)}
        />
      )}
    </Panel>
  );
}

function rulesOf(field: Field): string {
  const { required, unique, unit, pattern, role, choices, initial } = field;
  return [
    required ? t('fields.required') : null,
    unique ? t('fields.uniqueShort') : null,
    unit,
    pattern === null ? null : t('fields.pattern', { pattern }),
    role === null ? null : word('fieldRole', role),
    choices.length === 0 ? null : choices.join(', '),
    initial === null ? null : t('fields.initialShort', { text: initial }),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

interface FieldLineProps {
  field: Field;
  from: string | null;
  actions: ReactNode;
}

function FieldLine({ field, from, actions }: FieldLineProps) {
  const faded = from !== null || field.archived;
  return (
    <Table.Tr {...(faded ? { c: 'dimmed' } : {})}>
      <Table.Td>
        {field.name}
        {field.archived ? (
          <Text span size="xs" ml={6}>
            {t('categories.archived')}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td>{word('fieldType', field.type)}</Table.Td>
      <Table.Td>{field.group}</Table.Td>
      <Table.Td>{rulesOf(field)}</Table.Td>
      <Table.Td ta="end">{from === null ? actions : t('fields.from', { name: from })}</Table.Td>
    </Table.Tr>
  );
}

interface FieldActionsProps {
  field: Field;
  first: boolean;
  last: boolean;
  move: (by: -1 | 1) => void;
  edit: () => void;
}

function FieldActions({ field: { id, name, archived }, first, last, move, edit }: FieldActionsProps) {
  const restore = useAction(() => client.assets.restoreField({ id }));
  const archive = useAction(
    () => client.assets.archiveField({ id }),
    () => announceWithUndo(t('fields.archivedNow', { name }), () => client.assets.restoreField({ id })),
  );
  const look = { variant: 'subtle', color: 'gray' } as const;
  if (archived)
    return (
      <ActionIcon {...look} aria-label={t('fields.restore', { name })} onClick={() => restore.mutate(undefined)}>
        <IconRestore size={15} />
      </ActionIcon>
    );
  return (
    <Group gap={2} wrap="nowrap" justify="flex-end">
      <ActionIcon {...look} disabled={first} aria-label={t('fields.moveUp', { name })} onClick={() => move(-1)}>
        <IconArrowUp size={15} />
      </ActionIcon>
      <ActionIcon {...look} disabled={last} aria-label={t('fields.moveDown', { name })} onClick={() => move(1)}>
        <IconArrowDown size={15} />
      </ActionIcon>
      <ActionIcon {...look} aria-label={t('fields.edit', { name })} onClick={edit}>
        <IconPencil size={15} />
      </ActionIcon>
      <ActionIcon {...look} aria-label={t('fields.archive', { name })} onClick={() => archive.mutate(undefined)}>
        <IconArchive size={15} />
      </ActionIcon>
    </Group>
  );
}
