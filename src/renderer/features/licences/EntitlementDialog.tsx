import { Button, Group, Loader, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Entitlement } from '#shared/features/licences/entitlement.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { formatDay, formatMoney, formatNumber, today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { EntitlementForm } from './EntitlementForm.tsx';

/** Everything that an entitlement says, its key, and what can be done with it. */
export function EntitlementDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const may = useMay();
  const [doing, setDoing] = useState<'change' | 'key' | 'end' | null>(null);
  const query = useQuery(rpc.licences.getEntitlement.queryOptions({ input: { id } }));
  const entitlement = query.data;
  if (entitlement !== undefined && doing === 'change')
    return <EntitlementForm entitlement={entitlement} productId={null} onClose={() => setDoing(null)} />;
  if (entitlement !== undefined && doing === 'key') return <KeyForm of={entitlement} onClose={() => setDoing(null)} />;
  if (entitlement !== undefined && doing === 'end') return <EndForm of={entitlement} onClose={() => setDoing(null)} />;
  return (
    <Modal
      opened
      onClose={onClose}
      title={entitlement?.reference ?? t('entity.entitlement')}
      size={620}
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {query.error === null ? null : <FailureAlert sentence={sentenceOfError(query.error)} />}
      {entitlement === undefined ? (
        <Loader size="sm" />
      ) : (
        <Stack gap="md">
          <FactList facts={factsOf(entitlement)} />
          {entitlement.hasKey ? <Key id={id} /> : null}
          {may('licence.edit') && entitlement.endedOn === null ? (
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => setDoing('end')}>
                {t('licences.endEntitlement')}
              </Button>
              <Button variant="default" onClick={() => setDoing('key')}>
                {t(entitlement.hasKey ? 'licences.changeKey' : 'licences.addKey')}
              </Button>
              <Button onClick={() => setDoing('change')}>{t('action.edit')}</Button>
            </Group>
          ) : null}
        </Stack>
      )}
    </Modal>
  );
}

function factsOf(of: Entitlement) {
  return [
    { label: t('licences.metric'), value: `${word('licenceMetric', of.metric)} · ${word('rightKind', of.kind)}` },
    { label: t('licences.rights'), value: of.unlimited ? t('licences.unlimited') : formatNumber(of.rights) },
    { label: t('licences.seats'), value: formatNumber(of.allocated) },
    ...of.termsOf.map((term, index) => ({
      key: index,
      label: index === 0 ? t('licences.term') : '',
      value: [
        `${formatDay(term.startsOn)} – ${term.endsOn === null ? t('licences.forGood') : formatDay(term.endsOn)}`,
        formatNumber(term.quantity * of.unitsPerPack),
        term.costMinor === null
          ? ''
          : `${formatMoney({ minor: term.costMinor, currency: of.currency })} ${word('contractPeriod', term.period)}`,
      ]
        .filter(Boolean)
        .join(' · '),
    })),
    ...(of.noticeDays === null ? [] : [{ label: t('licences.noticeDays'), value: formatNumber(of.noticeDays) }]),
    ...(of.maintenance === null
      ? []
      : [
          {
            label: t('licences.maintenance'),
            value: `${formatDay(of.maintenance.from)} – ${formatDay(of.maintenance.until)}`,
          },
        ]),
    ...(of.upgradesFrom === null ? [] : [{ label: t('licences.upgradesFrom'), value: of.upgradesFrom.name }]),
    ...(of.department === null ? [] : [{ label: t('licences.ownDepartment'), value: of.department.name }]),
    ...(of.devices.length === 0
      ? []
      : [{ label: t('licences.boundTo'), value: of.devices.map(({ tag }) => tag).join(', ') }]),
    { label: t('field.supplier'), value: of.supplier?.name },
    {
      label: t('entity.contract'),
      value:
        of.contract === null ? null : (
          <EntityLink href={hrefTo(`/acquire/contracts/${of.contract.id}`)}>{of.contract.name}</EntityLink>
        ),
    },
    { label: t('field.orderNumber'), value: of.orderNumber },
    ...(of.assetId === null
      ? []
      : [
          {
            label: t('licences.paper'),
            value: <EntityLink href={hrefTo(`/assets/${of.assetId}`)}>{t('licences.openPaper')}</EntityLink>,
          },
        ]),
    ...(of.terms === '' ? [] : [{ label: t('procurement.terms'), value: of.terms }]),
    ...(of.endedOn === null
      ? []
      : [{ label: t('licences.ended'), value: `${formatDay(of.endedOn)} · ${of.endedBecause ?? ''}` }]),
  ];
}

/** Shown when asked for, since every look is journalled; gone again with a press or with the dialog. */
function Key({ id }: { id: number }) {
  const may = useMay();
  const reveal = useAction(() => client.licences.revealKey({ id }));
  const shown = reveal.data?.key;
  if (!may('licence.key.reveal')) return <span>{t('fields.secretHidden')}</span>;
  return (
    <Group gap="sm">
      <strong>{t('licences.key')}</strong>
      <span className="numbers" role="status">
        {shown ?? '••••••'}
      </span>
      <Button
        size="compact-sm"
        variant="default"
        loading={reveal.isPending}
        title={t('fields.showHint')}
        onClick={() => (shown === undefined ? reveal.mutate(undefined) : reveal.reset())}
      >
        {t(shown === undefined ? 'licences.showKey' : 'licences.hideKey')}
      </Button>
    </Group>
  );
}

function KeyForm({ of, onClose }: { of: Entitlement; onClose: () => void }) {
  const [key, setKey] = useState('');
  const saving = useMutation({
    mutationFn: () =>
      client.licences.setKey({ id: of.id, version: of.version, key: key.trim() === '' ? null : key.trim() }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('licences.key')}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      submitDisabled={key.trim() === '' && !of.hasKey}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <Textarea
        label={t('licences.key')}
        description={t(of.hasKey ? 'licences.keyBlank' : 'licences.keySealed')}
        maxLength={64 * 1024}
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        autosize
        minRows={1}
        maxRows={8}
        // Nobody who looks over a shoulder reads it.
        styles={{ input: { WebkitTextSecurity: 'disc' } }}
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
    </FormModal>
  );
}

function EndForm({ of, onClose }: { of: Entitlement; onClose: () => void }) {
  const [day, setDay] = useState<string | null>(today());
  const [because, setBecause] = useState('');
  const ending = useMutation({
    mutationFn: () =>
      client.licences.endEntitlement({
        id: of.id,
        version: of.version,
        endedOn: day ?? today(),
        because: because.trim(),
      }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('licences.endEntitlement')}
      submitLabel={t('licences.endEntitlement')}
      busy={ending.isPending}
      submitDisabled={day === null || because.trim() === ''}
      failure={ending.error === null ? null : sentenceOfError(ending.error)}
      onSubmit={() => ending.mutate()}
      onClose={onClose}
    >
      <DayField
        label={t('licences.lastDay')}
        description={t('licences.endHint')}
        withAsterisk
        value={day}
        onChange={setDay}
      />
      <TextInput
        label={t('field.reason')}
        withAsterisk
        maxLength={200}
        value={because}
        onChange={(event) => setBecause(event.currentTarget.value)}
      />
    </FormModal>
  );
}
