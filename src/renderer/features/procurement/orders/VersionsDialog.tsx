import { Checkbox, Group, Loader, Modal, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Order, OrderVersion } from '#shared/features/procurement/order.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { VersionTable } from './VersionTable.tsx';

/** Any two revisions of an order side by side; it begins with the last two. */
export function VersionsDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const query = useQuery(rpc.procurement.listOrderVersions.queryOptions({ input: { id: order.id } }));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('procurement.versionsOf', { number: order.number })}
      size={900}
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {query.error === null ? null : <FailureAlert sentence={sentenceOfError(query.error)} />}
      {query.data === undefined ? <Loader size="sm" /> : <Versions versions={query.data} label={order.number} />}
    </Modal>
  );
}

function Versions({ versions, label }: { versions: readonly OrderVersion[]; label: string }) {
  const [left, setLeft] = useState(versions.at(-2)?.revision ?? 1);
  const [right, setRight] = useState(versions.at(-1)?.revision ?? 1);
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const find = (revision: number) => versions.find((each) => each.revision === revision);
  const [one, other] = [find(left), find(right)];
  const data = versions.map(({ revision, operator, at }) => ({
    value: String(revision),
    label: `${t('procurement.revision')} ${revision} · ${operator}, ${formatInstant(at)}`,
  }));
  const heading = (revision: number) => `${t('procurement.revision')} ${revision}`;
  return (
    <Stack gap="sm">
      <Group grow align="start">
        <Select
          label={t('procurement.oneVersion')}
          description={one?.reason === '' ? t('procurement.firstRevision') : (one?.reason ?? '')}
          allowDeselect={false}
          data={data}
          value={String(left)}
          onChange={(value) => setLeft(Number(value))}
        />
        <Select
          label={t('procurement.otherVersion')}
          description={other?.reason === '' ? t('procurement.firstRevision') : (other?.reason ?? '')}
          allowDeselect={false}
          data={data}
          value={String(right)}
          onChange={(value) => setRight(Number(value))}
        />
      </Group>
      <Checkbox
        label={t('procurement.onlyDifferent')}
        checked={onlyDifferent}
        onChange={(event) => setOnlyDifferent(event.currentTarget.checked)}
      />
      {one === undefined || other === undefined ? null : (
        <VersionTable
          label={label}
          one={one.content}
          other={other.content}
          headings={[heading(left), heading(right)]}
          onlyDifferent={onlyDifferent}
        />
      )}
    </Stack>
  );
}
