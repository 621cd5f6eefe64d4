import { ActionIcon, Button } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react';
import type { Mark } from '#shared/features/configuration/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './configuration.module.css';

/** A signed step: who, when and what was left as proof. */
export function SignedMark({ mark, label, withdraw }: { mark: Mark; label: string; withdraw: (() => void) | null }) {
  const open = useAction(() => client.configuration.openProof({ id: mark.id }));
  return (
    <div className={classes['signed']} role="group" aria-label={label}>
      <IconCircleCheck size={18} aria-hidden />
      <div>
        {mark.value}
        {mark.hasSecret ? <Secret markId={mark.id} /> : null}
        {mark.fileName === null ? null : (
          <Button size="compact-xs" variant="subtle" loading={open.isPending} onClick={() => open.mutate(undefined)}>
            {mark.fileName}
          </Button>
        )}
        <span className={classes['under']}>
          {mark.signedBy} · {formatInstant(mark.signedAt)}
        </span>
      </div>
      {withdraw === null ? null : (
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('configuration.withdraw')} onClick={withdraw}>
          <IconArrowBackUp size={14} />
        </ActionIcon>
      )}
    </div>
  );
}

/** Shown one at a time, since every look is journalled; gone again with a press or with the page. */
function Secret({ markId }: { markId: number }) {
  const may = useMay();
  const reveal = useAction(() => client.configuration.revealProof({ id: markId }));
  if (!may('asset.secret.view')) return t('fields.secretHidden');
  const shown = reveal.data?.text;
  return (
    <>
      <span className="numbers" role="status">
        {shown ?? '••••••'}
      </span>{' '}
      <Button
        size="compact-xs"
        variant="default"
        loading={reveal.isPending}
        title={t('fields.showHint')}
        onClick={() => (shown === undefined ? reveal.mutate(undefined) : reveal.reset())}
      >
        {t(shown === undefined ? 'fields.show' : 'fields.hide')}
      </Button>
    </>
  );
}
