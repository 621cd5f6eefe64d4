import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { policyKinds } from '#shared/features/licences/seat.ts';
import type { Policy, PolicyDetails } from '#shared/features/licences/seat.ts';
import { DepartmentChoice } from '#renderer/features/assets/RegisterChoices.tsx';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { findText, t, word } from '#renderer/ui/text/t.ts';
import classes from './licences.module.css';

const policyText = ({ kind, name, days }: Policy): string =>
  findText(`seatPolicy.${kind}`, { name, count: days ?? 0 }) ?? name;

/** Who is meant to have it: proposed to joiners, and warned of for anybody else. */
export function PoliciesPanel({ productId }: { productId: number }) {
  const mayEdit = useMay()('licence.edit');
  const [adding, setAdding] = useState(false);
  const policies = useQuery(rpc.licences.listPolicies.queryOptions({ input: { productId } })).data ?? [];
  const end = useAction((id: number) => client.licences.endPolicy({ id }));
  return (
    <Panel
      title={t('licences.policies')}
      actions={
        mayEdit ? (
          <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
            {t('licences.addPolicy')}
          </Button>
        ) : null
      }
    >
      {policies.length === 0 ? <p className={classes['note']}>{t('licences.noPolicies')}</p> : null}
      {policies.map((policy) => (
        <div key={policy.id} className={classes['notice']}>
          <span>{policyText(policy)}</span>
          {mayEdit ? (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              aria-label={t('licences.endPolicy', { name: policyText(policy) })}
              onClick={() => end.mutate(policy.id)}
            >
              {t('action.remove')}
            </Button>
          ) : null}
        </div>
      ))}
      {adding ? <PolicyForm productId={productId} onClose={() => setAdding(false)} /> : null}
    </Panel>
  );
}

function PolicyForm({ productId, onClose }: { productId: number; onClose: () => void }) {
  const [kind, setKind] = useState<Policy['kind']>('department');
  const [of, setOf] = useState<string | null>(null);
  const [project, setProject] = useState('');
  const [days, setDays] = useState<number | string>(90);
  const kits = useQuery(rpc.roleKits.list.queryOptions()).data ?? [];
  const policy: PolicyDetails =
    kind === 'role'
      ? { kind, kitId: Number(of) }
      : kind === 'department'
        ? { kind, departmentId: Number(of) }
        : kind === 'project'
          ? { kind, project: project.trim() }
          : { kind, days: Number(days) };
  const complete = kind === 'project' ? project.trim() !== '' : kind === 'use' ? Number(days) >= 1 : of !== null;
  const saving = useMutation({
    mutationFn: () => client.licences.addPolicy({ productId, policy }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('licences.addPolicy')}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      submitDisabled={!complete}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <Select
        label={t('licences.policyKind')}
        allowDeselect={false}
        data={policyKinds.map((value) => ({ value, label: word('seatPolicyKind', value) }))}
        value={kind}
        onChange={(next) => {
          setKind(policyKinds.find((each) => each === next) ?? 'department');
          setOf(null);
        }}
      />
      {kind === 'department' ? <DepartmentChoice withAsterisk value={of} onChange={setOf} /> : null}
      {kind === 'role' ? (
        <SearchableSelect
          label={t('roleKits.role')}
          withAsterisk
          data={kits.map(({ id, role }) => ({ value: String(id), label: role }))}
          value={of}
          onChange={setOf}
        />
      ) : null}
      {kind === 'project' ? (
        <TextInput
          label={t('licences.project')}
          withAsterisk
          maxLength={120}
          value={project}
          onChange={(event) => setProject(event.currentTarget.value)}
        />
      ) : null}
      {kind === 'use' ? (
        <WholeNumberField label={t('licences.unusedDays')} min={1} max={3650} value={days} onChange={setDays} />
      ) : null}
    </FormModal>
  );
}
