import { Button, Group, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isOnTheWayOut } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import { mediaTypes } from '#shared/features/retirement/sanitisation.ts';
import type { MediaOfAsset, MediaType, Medium, Sanitisation } from '#shared/features/retirement/sanitisation.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { mediumLook } from './medium-look.ts';
import { ProcedureFields, usualProcedure, withType } from './ProcedureFields.tsx';

/** Which media an asset on its way out has in it, and how far each is proved to be sanitised. */
export function AssetMedia({ assetId, status }: { assetId: number; status: AssetStatus }) {
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const [recording, setRecording] = useState<Medium | null>(null);
  const shown = isOnTheWayOut(status);
  const { data } = useQuery(rpc.retirement.media.queryOptions({ input: { assetId }, enabled: shown }));
  if (!shown || data === undefined || (!data.holdsData && data.media.length === 0)) return null;
  const mayEdit = may('media.sanitise') && data.retiring;
  return (
    <div style={{ marginBottom: 12 }}>
      <Panel
        title={t('sanitise.media')}
        flush={data.media.length > 0}
        actions={
          mayEdit ? (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={15} />}
              onClick={() => setAdding(true)}
            >
              {t('sanitise.addMedium')}
            </Button>
          ) : null
        }
      >
        {data.media.length === 0 ? (
          <Text size="sm">{t('sanitise.mediaUnknown')}</Text>
        ) : (
          <MediaTable media={data.media} record={mayEdit ? setRecording : null} />
        )}
      </Panel>
      {adding ? <AddMedium of={data} onClose={() => setAdding(false)} /> : null}
      {recording === null ? null : <RecordForm medium={recording} onClose={() => setRecording(null)} />}
    </div>
  );
}

function MediaTable({ media, record }: { media: readonly Medium[]; record: ((medium: Medium) => void) | null }) {
  return (
    <Table aria-label={t('sanitise.media')} verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('sanitise.medium')}</Table.Th>
          <Table.Th>{t('field.serial')}</Table.Th>
          <Table.Th w={220}>{t('retirement.stage')}</Table.Th>
          <Table.Th>{t('sanitise.records')}</Table.Th>
          <Table.Td />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {media.map((medium) => (
          <Table.Tr key={medium.id}>
            <Table.Td>
              {word('mediaType', medium.type)} {medium.model}
            </Table.Td>
            <Table.Td>{medium.serial ?? '–'}</Table.Td>
            <Table.Td>
              <StatusBadge {...mediumLook[medium.state]} label={word('mediumState', medium.state)} />
            </Table.Td>
            <Table.Td>
              {medium.records.map((each) => (
                <Text key={each.id} size="sm">
                  {lineOf(each)}
                </Text>
              ))}
            </Table.Td>
            <Table.Td align="right">
              {record === null || medium.state === 'proved' ? null : (
                <Button size="compact-sm" variant="default" onClick={() => record(medium)}>
                  {t('sanitise.record')}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** A record in one line: what was done with what, what came of it, and who stands for it. */
function lineOf({
  number,
  technique,
  method,
  tool,
  toolVersion,
  result,
  failure,
  operator,
  witness,
  doneAt,
}: Sanitisation) {
  return [
    String(number),
    `${word('technique', technique)} (${word('sanitisationMethod', method)})`,
    [tool, toolVersion].filter(Boolean).join(' '),
    result === 'passed' ? word('sanitisationResult', result) : `${word('sanitisationResult', result)}: ${failure}`,
    [operator, witness].filter(Boolean).join(', '),
    formatInstant(doneAt),
  ]
    .filter(Boolean)
    .join(' · ');
}

function AddMedium({ of, onClose }: { of: MediaOfAsset; onClose: () => void }) {
  const [type, setType] = useState<MediaType>(of.proposedType ?? 'ssd');
  const [serial, setSerial] = useState('');
  const [model, setModel] = useState('');
  const save = useMutation({
    mutationFn: () =>
      client.retirement.addMedium({
        assetId: of.asset.id,
        type,
        serial: type === 'none' ? null : serial.trim(),
        model: model.trim(),
      }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('sanitise.addMediumOf', { tag: of.asset.tag })}
      submitLabel={t('sanitise.addMedium')}
      busy={save.isPending}
      submitDisabled={type !== 'none' && serial.trim() === ''}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Select
        label={t('sanitise.medium')}
        allowDeselect={false}
        data={mediaTypes
          .filter((each) => each !== 'none' || of.media.length === 0)
          .map((each) => ({ value: each, label: word('mediaType', each) }))}
        value={type}
        onChange={(next) => setType(mediaTypes.find((each) => each === next) ?? type)}
      />
      {type === 'none' ? (
        <Text size="sm">{t('sanitise.nothingHint')}</Text>
      ) : (
        <Stack gap="sm">
          <TextInput
            label={t('field.serial')}
            description={t('sanitise.serialHint')}
            withAsterisk
            data-autofocus
            data-scan-field
            maxLength={100}
            value={serial}
            onChange={(event) => setSerial(event.currentTarget.value)}
          />
          {of.asset.serial === null || of.media.length > 0 ? null : (
            <Group>
              <Button size="compact-sm" variant="subtle" onClick={() => setSerial(of.asset.serial ?? '')}>
                {t('sanitise.takeAssetSerial', { serial: of.asset.serial })}
              </Button>
            </Group>
          )}
          <TextInput
            label={t('field.model')}
            maxLength={120}
            value={model}
            onChange={(event) => setModel(event.currentTarget.value)}
          />
        </Stack>
      )}
    </FormModal>
  );
}

function RecordForm({ medium, onClose }: { medium: Medium; onClose: () => void }) {
  const [procedure, setProcedure] = useState(() => {
    const fitted = withType(usualProcedure, medium.type);
    return medium.state === 'failed'
      ? { ...fitted, technique: 'shred' as const, verification: 'visual' as const }
      : fitted;
  });
  const save = useMutation({
    mutationFn: () => client.retirement.recordSanitisation({ ...procedure, mediumId: medium.id }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('sanitise.recordOf', { serial: medium.serial ?? word('mediaType', medium.type) })}
      submitLabel={t('sanitise.record')}
      size="xl"
      busy={save.isPending}
      submitDisabled={procedure.result === 'failed' && procedure.failure.trim() === ''}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      {medium.state === 'failed' ? <Text size="sm">{t('sanitise.failedHint')}</Text> : null}
      <ProcedureFields value={procedure} onChange={setProcedure} typeIsFixed />
    </FormModal>
  );
}
