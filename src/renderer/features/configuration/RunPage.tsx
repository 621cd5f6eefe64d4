import { Alert, Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Run } from '#shared/features/configuration/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, announceFailure } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { takeScans } from '#renderer/ui/scan-target.ts';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { ProofForm } from './ProofForm.tsx';
import { RunMatrix } from './RunMatrix.tsx';
import { WithdrawForm } from './WithdrawForm.tsx';
import { findScanned, tellUnknown } from './find-scanned.ts';
import { useSigning } from './use-signing.ts';
import type { Asked } from './use-signing.ts';
import classes from './configuration.module.css';

/** Assets that are made ready side by side: steps down, assets across; a scan shows its column, or takes one more in. */
export function RunPage({ id }: { id: number }) {
  const query = useQuery(rpc.configuration.getRun.queryOptions({ input: { id } }));
  const run = query.data;
  const mayWork = useMay()('asset.edit');
  const [scanned, setScanned] = useState<number | null>(null);
  const [asked, ask] = useState<Asked | null>(null);
  const [withdrawn, withdraw] = useState<number | null>(null);
  const sign = useSigning(id);
  useScannedColumn(run, mayWork, setScanned);
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (run === undefined) return <Loader size="sm" m="lg" />;
  const start = (wanted: Asked) => {
    if (wanted.step.proof === 'none' || wanted.step.proof === 'tick') sign.mutate({ ...wanted, value: null });
    else ask(wanted);
  };
  return (
    <Page
      fixed
      title={run.name}
      subtitle={
        <>
          <a href={hrefTo('/deploy')} style={{ color: 'inherit' }}>
            {t('configuration.runs')}
          </a>{' '}
          · {run.profile.name}, {t('configuration.versionNumber', { number: run.versionNumber })} ·{' '}
          {t('configuration.startedByAt', { by: run.startedBy, at: formatInstant(run.startedAt) })}
        </>
      }
      actions={
        <Button component="a" variant="default" href={hrefTo(`/deploy/profiles/${run.profile.id}`)}>
          {t('configuration.openProfile')}
        </Button>
      }
    >
      {run.newestNumber > run.versionNumber ? (
        <Alert variant="light" color="gray" mb="sm" p="xs">
          {t('configuration.newerVersion', { number: run.newestNumber })}
        </Alert>
      ) : null}
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('configuration.matrix')}>
        <RunMatrix run={run} editable={mayWork} scanned={scanned} sign={start} withdraw={withdraw} />
      </div>
      {asked === null ? null : <ProofForm runId={id} asked={asked} onClose={() => ask(null)} />}
      {withdrawn === null ? null : <WithdrawForm markId={withdrawn} onClose={() => withdraw(null)} />}
    </Page>
  );
}

function useScannedColumn(run: Run | undefined, mayWork: boolean, show: (assetId: number) => void): void {
  useEffect(() => {
    if (run === undefined) return undefined;
    const take = async (code: string) => {
      const known = run.members.find(({ asset }) => asset.tag.toLowerCase() === code.toLowerCase());
      const found = known?.asset ?? (await findScanned(code));
      if (found === null) {
        tellUnknown(code);
        return;
      }
      if (!run.members.some(({ asset }) => asset.id === found.id) && mayWork) {
        await client.configuration.addToRun({ id: run.id, assetIds: [found.id] });
        announce(t('configuration.takenIn', { tag: found.tag }));
      }
      show(found.id);
    };
    return takeScans(({ text }) => void take(text.trim()).catch(announceFailure));
  }, [run, mayWork, show]);
}
