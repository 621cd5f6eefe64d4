import { Button, Group, Select, Table, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { recyclerSchemes } from '#shared/features/retirement/lot.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay, today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** By what a supplier is certified to take things back, and until when. */
export function Certifications({ supplierId }: { supplierId: number }) {
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const { data = [] } = useQuery(rpc.retirement.listCertifications.queryOptions({ input: { supplierId } }));
  const withdraw = useAction((id: number) =>
    client.retirement.withdrawCertification({ id, reason: t('certifications.withdrawn') }),
  );
  if (data.length === 0 && !may('lot.ship')) return null;
  return (
    <Panel
      title={t('certifications.title')}
      flush={data.length > 0}
      actions={
        may('lot.ship') ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={15} />}
            onClick={() => setAdding(true)}
          >
            {t('certifications.add')}
          </Button>
        ) : null
      }
    >
      {data.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('certifications.none')}
        </Text>
      ) : (
        <Table aria-label={t('certifications.title')} verticalSpacing={6}>
          <Table.Tbody>
            {data.map(({ id, scheme, number, validFrom, validUntil }) => (
              <Table.Tr key={id}>
                <Table.Td>{word('recyclerScheme', scheme)}</Table.Td>
                <Table.Td>{number}</Table.Td>
                <Table.Td>
                  {formatDay(validFrom)} – {formatDay(validUntil)}
                  {validUntil < today() ? ` · ${t('certifications.ended')}` : ''}
                </Table.Td>
                <Table.Td align="right">
                  {may('lot.ship') ? (
                    <Button size="compact-xs" variant="subtle" color="red" onClick={() => withdraw.mutate(id)}>
                      {t('certifications.withdraw')}
                    </Button>
                  ) : null}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {adding ? <AddForm supplierId={supplierId} onClose={() => setAdding(false)} /> : null}
    </Panel>
  );
}

function AddForm({ supplierId, onClose }: { supplierId: number; onClose: () => void }) {
  const [scheme, setScheme] = useState<(typeof recyclerSchemes)[number]>('r2v3');
  const [number, setNumber] = useState('');
  const [from, setFrom] = useState<string | null>(today());
  const [until, setUntil] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: () =>
      client.retirement.addCertification({
        supplierId,
        scheme,
        number: number.trim(),
        validFrom: from ?? '',
        validUntil: until ?? '',
      }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('certifications.add')}
      submitLabel={t('certifications.add')}
      busy={save.isPending}
      submitDisabled={number.trim() === '' || from === null || until === null || until < from}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Select
        label={t('certifications.scheme')}
        allowDeselect={false}
        data={recyclerSchemes.map((each) => ({ value: each, label: word('recyclerScheme', each) }))}
        value={scheme}
        onChange={(next) => setScheme(recyclerSchemes.find((each) => each === next) ?? scheme)}
      />
      <TextInput
        label={t('certifications.number')}
        withAsterisk
        data-autofocus
        maxLength={100}
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <Group grow>
        <DayField label={t('certifications.from')} value={from} onChange={setFrom} />
        <DayField label={t('certifications.until')} value={until} onChange={setUntil} />
      </Group>
    </FormModal>
  );
}
