import { Button, Group, Loader, SegmentedControl, Table, TagsInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExpectedAccessories as Expected } from '#shared/features/custody/accessory-contract.ts';
import { useCategoryChoices, useModelChoices } from '#renderer/features/assets/use-register-choices.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

/** What goes out with everything of a category or model and has to come back: asked for at every return. */
export function ExpectedAccessories() {
  const mayEdit = useMay()('catalogue.edit');
  const query = useQuery(rpc.custody.listExpected.queryOptions());
  const [form, setForm] = useState<Expected | 'new' | null>(null);
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" />;
  const add = mayEdit ? (
    <Button size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => setForm('new')}>
      {t('accessories.add')}
    </Button>
  ) : null;
  return (
    <Panel title={t('custody.accessories')} actions={add} flush={query.data.length > 0}>
      {query.data.length === 0 ? (
        <EmptyState title={t('accessories.none')}>{t('accessories.noneHint')}</EmptyState>
      ) : (
        <Table aria-label={t('custody.accessories')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={280}>{t('accessories.of')}</Table.Th>
              <Table.Th>{t('custody.accessories')}</Table.Th>
              <Table.Th w={120}>
                <span className="visually-hidden">{t('table.actions')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {query.data.map((row) => (
              <Table.Tr key={`${row.kind}-${row.of.id}`}>
                <Table.Td>
                  {row.of.name} · {word('entity', row.kind)}
                </Table.Td>
                <Table.Td>{row.names.join(', ')}</Table.Td>
                <Table.Td ta="right">
                  {mayEdit ? (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t('pool.edit', { name: row.of.name })}
                      onClick={() => setForm(row)}
                    >
                      {t('action.edit')}
                    </Button>
                  ) : null}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {form === null ? null : <ExpectedForm row={form === 'new' ? null : form} onClose={() => setForm(null)} />}
    </Panel>
  );
}

function ExpectedForm({ row, onClose }: { row: Expected | null; onClose: () => void }) {
  const [kind, setKind] = useState(row?.kind ?? 'category');
  const [id, setId] = useState<string | null>(row === null ? null : String(row.of.id));
  const [names, setNames] = useState<string[]>(row?.names ?? []);
  const categories = useCategoryChoices();
  const models = useModelChoices();
  const save = useMutation({
    mutationFn: () => client.custody.setExpected({ kind, id: Number(id), names }),
    onSuccess: () => {
      announce(t('accessories.saved'));
      onClose();
    },
  });
  return (
    <FormModal
      title={row === null ? t('accessories.add') : t('pool.edit', { name: row.of.name })}
      submitLabel={t('action.save')}
      submitDisabled={id === null}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      {row === null ? (
        <Group grow>
          <SegmentedControl
            aria-label={t('accessories.of')}
            data={(['category', 'model'] as const).map((value) => ({ value, label: word('entity', value) }))}
            value={kind}
            onChange={(value) => {
              setKind(value === 'model' ? 'model' : 'category');
              setId(null);
            }}
          />
          <SearchableSelect
            aria-label={word('entity', kind)}
            data={kind === 'category' ? categories : models}
            value={id}
            onChange={setId}
          />
        </Group>
      ) : null}
      <TagsInput
        label={t('custody.accessories')}
        description={t('custody.accessoriesHint')}
        maxTags={20}
        value={names}
        onChange={setNames}
      />
    </FormModal>
  );
}
