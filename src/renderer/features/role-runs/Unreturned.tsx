import { Alert, Button, Group, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconClock, IconMail } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Unreturned as UnreturnedAssets } from '#shared/features/role-runs/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { formatDay, formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { LeaverMail } from './LeaverMail.tsx';

type Decision = 'incident' | 'excused';

/** Who leaves soon, or has left, and still has things: a reminder first, past the last day a proposal of an incident. */
export function Unreturned() {
  const list = useQuery(rpc.roleRuns.listUnreturned.queryOptions()).data ?? [];
  return list.map((each) => <Leaver key={each.person.id} unreturned={each} />);
}

function Leaver({ unreturned }: { unreturned: UnreturnedAssets }) {
  const { person, endsOn, daysOver, assets, runId, decision, incident } = unreturned;
  const may = useMay();
  const [deciding, setDeciding] = useState<Decision | null>(null);
  const [writing, setWriting] = useState(false);
  const over = daysOver > 0;
  return (
    <Alert
      variant="light"
      color={over && decision?.decision !== 'excused' ? 'red' : 'yellow'}
      icon={over ? <IconAlertTriangle size={18} /> : <IconClock size={18} />}
      title={t(over ? 'roleRuns.leftWith' : 'roleRuns.leavesWith', {
        name: person.name,
        day: formatDay(endsOn),
        count: assets.length,
      })}
    >
      <p style={{ margin: '0 0 8px' }}>
        {assets.map(({ id, tag, name }, index) => (
          <span key={id}>
            {index === 0 ? '' : ', '}
            <EntityLink href={hrefTo(`/assets/${id}`)}>
              {[tag, name].filter((part) => part !== '').join(' · ')}
            </EntityLink>
          </span>
        ))}
      </p>
      {decision === null ? null : (
        <p style={{ margin: '0 0 8px' }}>
          {t('roleRuns.decided', {
            decision: word('leaverDecision', decision.decision),
            by: decision.by,
            at: formatInstant(decision.at),
            reason: decision.reason,
          })}
        </p>
      )}
      <Group gap="xs">
        {runId === null ? null : (
          <Button size="compact-sm" variant="default" component="a" href={hrefTo(`/deploy/people/${runId}`)}>
            {t('roleRuns.openRun')}
          </Button>
        )}
        {may('asset.checkout') ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconMail size={14} />}
            aria-label={t('reminder.remindOf', { name: person.name })}
            onClick={() => setWriting(true)}
          >
            {t('reminder.remind')}
          </Button>
        ) : null}
        {incident === null ? null : (
          <Button size="compact-sm" variant="default" component="a" href={hrefTo(`/incidents/${incident.id}`)}>
            {t('incidents.open', { number: incident.number })}
          </Button>
        )}
        {over && may('asset.edit') ? (
          <>
            {incident === null && may('incident.declare') ? (
              <Button size="compact-sm" color="red" variant="outline" onClick={() => setDeciding('incident')}>
                {t('roleRuns.proposeIncident')}
              </Button>
            ) : null}
            <Button size="compact-sm" variant="default" onClick={() => setDeciding('excused')}>
              {t('roleRuns.excuse')}
            </Button>
          </>
        ) : null}
      </Group>
      {writing ? <LeaverMail person={person} onClose={() => setWriting(false)} /> : null}
      {deciding === null ? null : (
        <DecisionForm person={person} decision={deciding} onClose={() => setDeciding(null)} />
      )}
    </Alert>
  );
}

interface DecisionFormProps {
  person: { id: number; name: string };
  decision: Decision;
  onClose: () => void;
}

function DecisionForm({ person, decision, onClose }: DecisionFormProps) {
  const [reason, setReason] = useState('');
  const deciding = useMutation({
    mutationFn: () => client.roleRuns.decideUnreturned({ personId: person.id, decision, reason: reason.trim() }),
    onSuccess: (decided) => {
      if (decided.incident !== null) announce(t('incidents.declared', { number: decided.incident.number }));
      onClose();
    },
  });
  return (
    <FormModal
      title={`${person.name}: ${word('leaverDecision', decision)}`}
      submitLabel={t(decision === 'incident' ? 'roleRuns.proposeIncident' : 'roleRuns.excuse')}
      submitDisabled={reason.trim() === ''}
      busy={deciding.isPending}
      failure={deciding.error === null ? null : sentenceOfError(deciding.error)}
      onSubmit={() => deciding.mutate()}
      onClose={onClose}
    >
      <Textarea
        label={t('configuration.reason')}
        withAsterisk
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  );
}
