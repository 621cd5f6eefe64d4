import { Button, Loader, Menu, Table, TextInput, Textarea } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Service } from '#shared/features/recovery/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { AssetPicker } from '#renderer/features/loans/AssetPicker.tsx';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { MoreMenu } from '#renderer/ui/MoreMenu.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from './recovery.module.css';

/** What people use, and on which assets it runs. */
export function ServicesPanel() {
  const mayPlan = useMay()('maintenance.plan');
  const [editing, setEditing] = useState<Service | 'new' | null>(null);
  const query = useQuery(rpc.recovery.listServices.queryOptions());
  const archive = useAction(({ id, version }: Service) => client.recovery.archiveService({ id, version }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" />;
  return (
    <Panel
      title={t('recovery.services')}
      flush
      actions={
        mayPlan ? (
          <Button size="compact-sm" leftSection={<IconPlus size={15} />} onClick={() => setEditing('new')}>
            {t('recovery.newService')}
          </Button>
        ) : null
      }
    >
      {query.data.length === 0 ? (
        <EmptyState title={t('recovery.noServices')}>{t('recovery.noServicesHint')}</EmptyState>
      ) : (
        <Table aria-label={t('recovery.services')} verticalSpacing={6} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('field.name')}</Table.Th>
              <Table.Th>{t('recovery.runsOn')}</Table.Th>
              <Table.Th>{t('field.notes')}</Table.Th>
              <Table.Th w={60}>
                <span className="visually-hidden">{t('table.actions')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {query.data.map((service) => (
              <Table.Tr key={service.id}>
                <Table.Td fw={600}>{service.name}</Table.Td>
                <Table.Td>
                  {service.assets.map(({ id, tag, name }) => (
                    <div key={id} className={classes['asset']}>
                      <EntityLink href={hrefTo(`/assets/${id}`)}>{`${tag} · ${name}`}</EntityLink>
                    </div>
                  ))}
                </Table.Td>
                <Table.Td>{service.notes}</Table.Td>
                <Table.Td>
                  {mayPlan ? (
                    <MoreMenu>
                      <Menu.Item onClick={() => setEditing(service)}>{t('action.edit')}</Menu.Item>
                      <Menu.Item onClick={() => archive.mutate(service)}>{t('recovery.archiveService')}</Menu.Item>
                    </MoreMenu>
                  ) : null}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {editing === null ? null : (
        <ServiceForm service={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Panel>
  );
}

function ServiceForm({ service, onClose }: { service: Service | null; onClose: () => void }) {
  const [name, setName] = useState(service?.name ?? '');
  const [notes, setNotes] = useState(service?.notes ?? '');
  const [assets, setAssets] = useState(service?.assets ?? []);
  const save = useMutation({
    mutationFn: () =>
      client.recovery.saveService({
        id: service?.id ?? null,
        version: service?.version ?? null,
        service: { name: name.trim(), notes, assetIds: assets.map(({ id }) => id) },
      }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={service === null ? t('recovery.newService') : service.name}
      submitLabel={t('action.save')}
      submitDisabled={name.trim() === ''}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      size="lg"
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('field.name')}
        withAsterisk
        data-autofocus
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <AssetPicker label={t('recovery.runsOn')} picked={assets} onChange={setAssets} />
      <Textarea
        label={t('field.notes')}
        autosize
        minRows={1}
        maxRows={5}
        maxLength={4000}
        value={notes}
        onChange={(event) => setNotes(event.currentTarget.value)}
      />
    </FormModal>
  );
}
