import { Button, Table, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Incident, IncidentAsset } from '#shared/features/incidents/model.ts';
import { freezesCustody } from '#shared/features/incidents/model.ts';
import { AssetStatusBadge } from '#renderer/features/assets/AssetStatusBadge.tsx';
import { usePlaceChoices } from '#renderer/features/assets/use-register-choices.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

/** What the incident is about, and what of it turned up. */
export function IncidentAssets({ incident }: { incident: Incident }) {
  const may = useMay();
  const [finding, setFinding] = useState<IncidentAsset | null>(null);
  const isGone = freezesCustody(incident.kind);
  const mayFind = isGone && incident.state !== 'closed' && may('incident.declare');
  return (
    <>
      <Table aria-label={t('incidents.assets')} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('field.asset')}</Table.Th>
            <Table.Th w={130}>{t('field.status')}</Table.Th>
            <Table.Th>{t('field.custodian')}</Table.Th>
            {isGone ? <Table.Th w={190}>{t('incidents.found')}</Table.Th> : null}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {incident.assets.map((asset) => (
            <Table.Tr key={asset.id}>
              <Table.Td>
                <EntityLink href={hrefTo(`/assets/${asset.id}`)}>{asset.tag}</EntityLink>
                <Text size="xs" c="dimmed">
                  {asset.name}
                </Text>
              </Table.Td>
              <Table.Td>
                <AssetStatusBadge status={asset.status} />
              </Table.Td>
              <Table.Td>{asset.custodian?.name ?? '–'}</Table.Td>
              {isGone ? (
                <Table.Td>
                  {asset.foundAt !== null ? (
                    [formatInstant(asset.foundAt), asset.foundAtPlace].filter(Boolean).join(' · ')
                  ) : mayFind ? (
                    <Button size="compact-sm" variant="default" onClick={() => setFinding(asset)}>
                      {t('incidents.markFound')}
                    </Button>
                  ) : (
                    '–'
                  )}
                </Table.Td>
              ) : null}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {finding === null ? null : <FoundForm id={incident.id} asset={finding} onClose={() => setFinding(null)} />}
    </>
  );
}

function FoundForm({ id, asset, onClose }: { id: number; asset: IncidentAsset; onClose: () => void }) {
  const [placeId, setPlaceId] = useState<string | null>(null);
  const places = usePlaceChoices();
  const save = useMutation({
    mutationFn: () =>
      client.incidents.markFound({ id, assetId: asset.id, placeId: placeId === null ? null : Number(placeId) }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('incidents.markFoundOf', { tag: asset.tag })}
      submitLabel={t('incidents.markFound')}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <SearchableSelect
        label={t('incidents.foundWhere')}
        description={t('incidents.foundHint')}
        clearable
        data={places}
        value={placeId}
        onChange={setPlaceId}
      />
    </FormModal>
  );
}
