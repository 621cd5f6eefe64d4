import { List, SegmentedControl, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { runKinds } from '#shared/features/role-runs/model.ts';
import type { RunKind } from '#shared/features/role-runs/model.ts';
import { PersonSelect } from '#renderer/features/people/PersonSelect.tsx';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** What is known of a run before its form opens. */
export interface Beginning {
  kind: RunKind;
  person: { id: number; name: string } | null;
  dueOn?: string;
}

interface StartRoleRunProps {
  beginning: Beginning;
  started: (id: number) => void;
  onClose: () => void;
}

/** Chooses a person and a role; what will have to be done stands under it before anything is begun. */
export function StartRoleRun({ beginning, started, onClose }: StartRoleRunProps) {
  const [kind, setKind] = useState<RunKind>(beginning.kind);
  const [personId, setPersonId] = useState<string | null>(
    beginning.person === null ? null : String(beginning.person.id),
  );
  const [kitId, setKitId] = useState<string | null>(null);
  const [dueOn, setDueOn] = useState<string | null>(
    beginning.dueOn === undefined || beginning.dueOn < today() ? today() : beginning.dueOn,
  );
  const kits = useQuery(rpc.roleKits.list.queryOptions()).data ?? [];
  const planned = {
    personId: Number(personId),
    kind,
    kitId: kind === 'leaver' || kitId === null ? null : Number(kitId),
  };
  const complete = personId !== null && (kind === 'leaver' || kitId !== null);
  const preview = useQuery(rpc.roleRuns.compare.queryOptions({ input: planned, enabled: complete }));
  const starting = useMutation({
    mutationFn: () => client.roleRuns.start({ ...planned, dueOn: dueOn ?? today() }),
    onSuccess: ({ id }) => {
      onClose();
      started(id);
    },
  });
  return (
    <FormModal
      title={t('roleRuns.begin')}
      submitLabel={t('configuration.start')}
      submitDisabled={!complete || dueOn === null}
      busy={starting.isPending}
      failure={starting.error === null ? null : sentenceOfError(starting.error)}
      size="lg"
      onSubmit={() => starting.mutate()}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={t('roleRuns.kind')}
        data={runKinds.map((value) => ({ value, label: word('roleRunKind', value) }))}
        value={kind}
        onChange={(value) => setKind(runKinds.find((each) => each === value) ?? 'joiner')}
      />
      {beginning.person === null ? (
        <PersonSelect label={t('entity.person')} value={personId} onChange={setPersonId} autoFocus />
      ) : (
        <Text fw={600}>{beginning.person.name}</Text>
      )}
      {kind === 'leaver' ? null : (
        <SearchableSelect
          label={t('roleKits.role')}
          withAsterisk
          data={kits.map(({ id, role }) => ({ value: String(id), label: role }))}
          value={kitId}
          onChange={setKitId}
        />
      )}
      <DayField label={t('roleRuns.dueOn')} withAsterisk value={dueOn} onChange={setDueOn} />
      {complete && preview.data !== undefined ? (
        <section aria-label={t('roleRuns.preview')}>
          <Text size="sm" fw={600}>
            {t('roleRuns.preview')}
          </Text>
          {preview.data.length === 0 ? (
            <Text size="sm">{t('roleRuns.nothingToDo')}</Text>
          ) : (
            <List size="sm">
              {preview.data.map(({ action, kind: what, name, oldAsset }, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- a kit may ask for two of the same
                <List.Item key={index}>
                  {word('roleRunAction', action)}: {name}
                  {what === 'asset' ? '' : ` (${word('roleKitExtra', what)})`}
                  {oldAsset === null ? '' : ` · ${oldAsset.tag}`}
                </List.Item>
              ))}
            </List>
          )}
        </section>
      ) : null}
    </FormModal>
  );
}
