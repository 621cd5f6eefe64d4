import { Checkbox, Group, TextInput, Textarea } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Ticket } from '#shared/features/support/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { AskingSelect, useAsked } from '#renderer/ui/AskingSelect.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { GradeSelect } from './TicketForm.tsx';

export type DialogName = 'resolve' | 'reopen' | 'triage' | 'merge' | 'link';

interface DialogProps {
  ticket: Ticket;
  onClose: () => void;
}

export function TicketDialog({ name, ...props }: DialogProps & { name: DialogName }) {
  switch (name) {
    case 'resolve':
      return <Resolve {...props} />;
    case 'reopen':
      return <Reopen {...props} />;
    case 'triage':
      return <Triage {...props} />;
    case 'merge':
      return <Merge {...props} />;
    case 'link':
      return <Link {...props} />;
  }
}

const sentence = (error: Error | null) => (error === null ? null : sentenceOfError(error));

/** What helped, and whether the device itself had failed. */
function Resolve({ ticket: { id, version, asset }, onClose }: DialogProps) {
  const [resolution, setResolution] = useState('');
  const [hardwareFailure, setHardwareFailure] = useState(false);
  const [minutes, setMinutes] = useState<number | string>('');
  const resolve = useMutation({
    mutationFn: () =>
      client.support.resolve({
        id,
        version,
        resolution,
        hardwareFailure,
        minutes: minutes === '' || Number(minutes) < 1 ? null : Number(minutes),
      }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('support.resolve')}
      submitLabel={t('support.resolve')}
      submitDisabled={resolution.trim() === ''}
      busy={resolve.isPending}
      failure={sentence(resolve.error)}
      onSubmit={() => resolve.mutate()}
      onClose={onClose}
    >
      <Textarea
        label={t('support.whatHelped')}
        description={t('support.whatHelpedHint')}
        withAsterisk
        data-autofocus
        autosize
        minRows={3}
        maxRows={10}
        maxLength={10_000}
        value={resolution}
        onChange={(event) => setResolution(event.currentTarget.value)}
      />
      <Group align="end" gap="md">
        <WholeNumberField label={t('maintenance.minutes')} w={130} min={1} value={minutes} onChange={setMinutes} />
        {asset === null ? null : (
          <Checkbox
            label={t('support.hardwareFailure')}
            checked={hardwareFailure}
            onChange={(event) => setHardwareFailure(event.currentTarget.checked)}
          />
        )}
      </Group>
    </FormModal>
  );
}

function Reopen({ ticket: { id, version }, onClose }: DialogProps) {
  const [reason, setReason] = useState('');
  const reopen = useMutation({ mutationFn: () => client.support.reopen({ id, version, reason }), onSuccess: onClose });
  return (
    <FormModal
      title={t('support.reopen')}
      submitLabel={t('support.reopen')}
      submitDisabled={reason.trim() === ''}
      busy={reopen.isPending}
      failure={sentence(reopen.error)}
      onSubmit={() => reopen.mutate()}
      onClose={onClose}
    >
      <Textarea
        label={t('configuration.reason')}
        withAsterisk
        data-autofocus
        autosize
        minRows={2}
        maxLength={10_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  );
}

function Triage({ ticket, onClose }: DialogProps) {
  const { id, version } = ticket;
  const [title, setTitle] = useState(ticket.title);
  const [categoryId, setCategoryId] = useState(ticket.category?.id.toString() ?? null);
  const [impact, setImpact] = useState(ticket.impact);
  const [urgency, setUrgency] = useState(ticket.urgency);
  const categories = useQuery(rpc.support.listCategories.queryOptions()).data ?? [];
  const triage = useMutation({
    mutationFn: () =>
      client.support.triage({
        id,
        version,
        title: title.trim(),
        categoryId: categoryId === null ? null : Number(categoryId),
        impact,
        urgency,
      }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('support.triage')}
      submitLabel={t('action.save')}
      submitDisabled={title.trim() === ''}
      busy={triage.isPending}
      failure={sentence(triage.error)}
      onSubmit={() => triage.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('support.title')}
        withAsterisk
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <SearchableSelect
        label={t('support.category')}
        data={categories.map((each) => ({ value: String(each.id), label: each.name }))}
        value={categoryId}
        onChange={setCategoryId}
      />
      <Group grow align="end">
        <GradeSelect label={t('support.impact')} family="ticketImpact" value={impact} onChange={setImpact} />
        <GradeSelect label={t('support.urgency')} family="ticketUrgency" value={urgency} onChange={setUrgency} />
      </Group>
    </FormModal>
  );
}

/** The other ticket that tells the same. */
function Merge({ ticket: { id, version }, onClose }: DialogProps) {
  const { asked, ask } = useAsked();
  const [intoId, setIntoId] = useState<string | null>(null);
  const found = useQuery(
    rpc.support.list.queryOptions({
      input: {
        limit: 30,
        states: ['new', 'in_progress', 'waiting'],
        ...(asked === '' ? {} : { search: asked }),
      },
      placeholderData: keepPreviousData,
    }),
  ).data;
  const merge = useMutation({
    mutationFn: () => client.support.merge({ id, version, intoId: Number(intoId) }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('support.merge')}
      submitLabel={t('support.merge')}
      submitDisabled={intoId === null}
      busy={merge.isPending}
      failure={sentence(merge.error)}
      onSubmit={() => merge.mutate()}
      onClose={onClose}
    >
      <AskingSelect
        label={t('support.mergeWith')}
        description={t('support.mergeHint')}
        data={(found?.rows ?? [])
          .filter((row) => row.id !== id)
          .map((row) => ({
            value: String(row.id),
            label: t('support.numbered', { number: row.number, title: row.title }),
          }))}
        value={intoId}
        onChange={setIntoId}
        ask={ask}
      />
    </FormModal>
  );
}

/** The work or the incident that it led to. */
function Link({ ticket, onClose }: DialogProps) {
  const { id, version, asset } = ticket;
  const [orderId, setOrderId] = useState(ticket.workOrder?.id.toString() ?? null);
  const [incidentId, setIncidentId] = useState(ticket.incident?.id.toString() ?? null);
  const about = asset === null ? {} : { assetId: asset.id };
  const orders = useQuery(rpc.maintenance.listOrders.queryOptions({ input: { ...about, limit: 100 } })).data;
  const incidents = useQuery(rpc.incidents.list.queryOptions({ input: { ...about, limit: 100 } })).data;
  const link = useMutation({
    mutationFn: () =>
      client.support.link({
        id,
        version,
        workOrderId: orderId === null ? null : Number(orderId),
        incidentId: incidentId === null ? null : Number(incidentId),
      }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('support.link')}
      submitLabel={t('action.save')}
      busy={link.isPending}
      failure={sentence(link.error)}
      onSubmit={() => link.mutate()}
      onClose={onClose}
    >
      <SearchableSelect
        label={t('support.workOrder')}
        data={(orders?.rows ?? []).map(({ id: order, number, title }) => ({
          value: String(order),
          label: t('maintenance.orderTitle', { number, title }),
        }))}
        value={orderId}
        onChange={setOrderId}
      />
      <SearchableSelect
        label={t('support.incident')}
        data={(incidents?.rows ?? []).map(({ id: incident, number, kind }) => ({
          value: String(incident),
          label: t('incidents.title', { number, kind: word('incidentKind', kind) }),
        }))}
        value={incidentId}
        onChange={setIncidentId}
      />
    </FormModal>
  );
}
