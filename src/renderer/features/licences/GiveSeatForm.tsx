import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { holderKinds } from '#shared/features/licences/seat.ts';
import type { HolderKind } from '#shared/features/licences/seat.ts';
import type { Reference } from '#shared/rpc/fields.ts';
import { AssetSelect } from '#renderer/features/assets/AssetSelect.tsx';
import { DepartmentChoice } from '#renderer/features/assets/RegisterChoices.tsx';
import { PersonSelect } from '#renderer/features/people/PersonSelect.tsx';
import { client, rpc } from '#renderer/rpc/client.ts';
import { failureOf, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { findText, t, word } from '#renderer/ui/text/t.ts';
import classes from './licences.module.css';

/** Gives a seat; says at once what policies think of it, and what else can be done when none is free. */
export function GiveSeatForm({ product, onClose }: { product: Reference; onClose: () => void }) {
  const [kind, setKind] = useState<HolderKind>('person');
  const [holder, setHolder] = useState<string | null>(null);
  const [seats, setSeats] = useState<number | string>(1);
  const [project, setProject] = useState('');
  const [until, setUntil] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const id = Number(holder);
  const give = useMutation({
    mutationFn: () =>
      client.licences.allocate({
        productId: product.id,
        entitlementId: null,
        holder: { kind, id },
        seats: kind === 'department' ? Number(seats) : 1,
        project: project.trim(),
        until,
        overrideReason: reason.trim() === '' ? null : reason.trim(),
      }),
    onSuccess: () => {
      announce(t('licences.given', { product: product.name }));
      onClose();
    },
  });
  const wish = useMutation({
    mutationFn: () => client.licences.wish({ productId: product.id, personId: id, reason: project.trim() }),
    onSuccess: () => {
      announce(t('licences.waits'));
      onClose();
    },
  });
  const none = give.error !== null && failureOf(give.error).code === 'NO_FREE_SEAT';
  const error = wish.error ?? give.error;
  return (
    <FormModal
      title={t('licences.giveSeatOf', { product: product.name })}
      size={560}
      submitLabel={t('licences.giveSeat')}
      busy={give.isPending || wish.isPending}
      submitDisabled={holder === null || !(Number(seats) >= 1)}
      failure={error === null ? null : sentenceOfError(error)}
      onSubmit={() => give.mutate()}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={t('licences.holder')}
        data={holderKinds.map((value) => ({ value, label: word('seatHolder', value) }))}
        value={kind}
        onChange={(next) => {
          setKind(next as HolderKind);
          setHolder(null);
        }}
      />
      {kind === 'person' ? (
        <PersonSelect label={t('entity.person')} withAsterisk autoFocus value={holder} onChange={setHolder} />
      ) : null}
      {kind === 'asset' ? (
        <AssetSelect label={t('entity.asset')} except={0} value={holder} onChange={setHolder} />
      ) : null}
      {kind === 'department' ? (
        <Group grow align="start">
          <DepartmentChoice withAsterisk value={holder} onChange={setHolder} />
          <WholeNumberField label={t('licences.seatCount')} min={1} value={seats} onChange={setSeats} />
        </Group>
      ) : null}
      {kind === 'person' && holder !== null ? <Advice productId={product.id} personId={id} project={project} /> : null}
      <Group grow align="start">
        <TextInput
          label={t('licences.project')}
          maxLength={120}
          value={project}
          onChange={(event) => setProject(event.currentTarget.value)}
        />
        <DayField label={t('licences.until')} value={until} onChange={setUntil} />
      </Group>
      {none ? (
        <>
          <TextInput
            label={t('licences.overrideReason')}
            description={t('licences.overrideHint')}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {kind === 'person' ? (
            <Button variant="default" onClick={() => wish.mutate()} loading={wish.isPending}>
              {t('licences.putOnList')}
            </Button>
          ) : null}
        </>
      ) : null}
    </FormModal>
  );
}

function Advice(input: { productId: number; personId: number; project: string }) {
  const advice = useQuery(
    rpc.licences.adviseSeat.queryOptions({ input: { ...input, project: input.project.trim() } }),
  ).data;
  if (advice === undefined) return null;
  return (
    <div role="status">
      {advice.map(({ code, name, warns }) => (
        <Text key={`${code} ${name}`} size="sm" className={warns ? (classes['bad'] ?? '') : (classes['quiet'] ?? '')}>
          {findText(`seatAdvice.${code}`, { name }) ?? code}
        </Text>
      ))}
    </div>
  );
}
