import { Button, Loader, Menu, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client, rpc } from '#renderer/rpc/client.ts';
import { failureOf, sentenceOfError } from '#renderer/rpc/failure.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { MoreMenu } from '#renderer/ui/MoreMenu.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { takeScans } from '#renderer/ui/scan-target.ts';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { RunState } from './PeopleRunsPanel.tsx';
import { RunItems } from './RunItems.tsx';
import classes from './role-runs.module.css';

/** How a scan sounds; the page that shows this knows the sounds of the desk. */
export interface RunSounds {
  done: () => void;
  refused: () => void;
}

/** One person's run, worked off at the desk: every scan hands out or takes back what is on the list. */
export function RoleRunPage({ id, sounds }: { id: number; sounds: RunSounds }) {
  const query = useQuery(rpc.roleRuns.get.queryOptions({ input: { id } }));
  const run = query.data;
  const mayWork = useMay()('asset.checkout');
  const [cancelling, setCancelling] = useState(false);
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (run === undefined) return <Loader size="sm" m="lg" />;
  const running = run.cancelledBecause === null;
  return (
    <Page
      wide
      title={`${run.person.name} · ${word('roleRunKind', run.kind)}`}
      subtitle={
        <>
          <a href={hrefTo('/deploy', { tab: 'people' })} style={{ color: 'inherit' }}>
            {t('roleRuns.title')}
          </a>{' '}
          · {run.role === null ? '' : `${run.role} · `}
          {t('roleRuns.until', { day: formatDay(run.dueOn) })} <RunState run={run} />
        </>
      }
      actions={
        <>
          <Button component="a" variant="default" href={hrefTo(`/people/${run.person.id}`)}>
            {t('roleRuns.openPerson')}
          </Button>
          {running && mayWork ? (
            <MoreMenu>
              <Menu.Item onClick={() => setCancelling(true)}>{t('roleRuns.cancel')}</Menu.Item>
            </MoreMenu>
          ) : null}
        </>
      }
    >
      <Stack gap="md">
        {running && mayWork ? <Scanning id={id} name={run.person.name} sounds={sounds} /> : null}
        <Panel title={t('roleRuns.items')} flush>
          <RunItems run={run} editable={running && mayWork} />
        </Panel>
      </Stack>
      {cancelling ? <CancelForm id={id} onClose={() => setCancelling(false)} /> : null}
    </Page>
  );
}

function Scanning({ id, name, sounds }: { id: number; name: string; sounds: RunSounds }) {
  const [code, setCode] = useState('');
  const scan = useMutation({
    mutationFn: (read: string) => client.roleRuns.scan({ id, code: read }),
    onSuccess: sounds.done,
    onError: sounds.refused,
  });
  const { mutate } = scan;
  useEffect(() => takeScans(({ text }) => mutate(text.trim())), [mutate]);
  const refused = scan.error === null ? null : failureOf(scan.error);
  return (
    <section className={classes['scanning']} aria-label={t('roleRuns.scanning')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (code.trim() === '') return;
          mutate(code.trim());
          setCode('');
        }}
      >
        <ScanField
          label={t('roleRuns.scanLabel', { name })}
          description={t('roleRuns.scanHint')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          onScan={(read) => mutate(read)}
        />
      </form>
      <div
        className={classes['answer']}
        data-tone={refused === null ? (scan.data === undefined ? 'idle' : 'good') : 'bad'}
        role={refused === null ? 'status' : 'alert'}
      >
        {refused === null
          ? scan.data === undefined
            ? t('roleRuns.ready')
            : t(scan.data.did === 'handed_out' ? 'roleRuns.handedOut' : 'roleRuns.collected', {
                tag: scan.data.tag,
                name,
              })
          : sentenceOfError(scan.error)}
      </div>
    </section>
  );
}

function CancelForm({ id, onClose }: { id: number; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const cancelling = useMutation({
    mutationFn: () => client.roleRuns.cancel({ id, reason: reason.trim() }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('roleRuns.cancel')}
      submitLabel={t('roleRuns.cancel')}
      submitDisabled={reason.trim() === ''}
      busy={cancelling.isPending}
      failure={cancelling.error === null ? null : sentenceOfError(cancelling.error)}
      onSubmit={() => cancelling.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('configuration.reason')}
        description={t('roleRuns.cancelHint')}
        withAsterisk
        data-autofocus
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  );
}
