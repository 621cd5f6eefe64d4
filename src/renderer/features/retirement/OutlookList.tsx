import { ActionIcon, Text } from '@mantine/core';
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import type { Outlook } from '#shared/features/retirement/model.ts';
import { AssetStatusBadge } from '#renderer/features/assets/AssetStatusBadge.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './retirement.module.css';

interface OutlookListProps {
  outlooks: readonly Outlook[];
  remove: (assetId: number) => void;
}

/** Each asset with what is released by taking it out of service, and what stands in the way of that. */
export function OutlookList({ outlooks, remove }: OutlookListProps) {
  if (outlooks.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('retirement.nothingScanned')}
      </Text>
    );
  return (
    <ul className={classes['outlooks']} aria-label={t('retirement.releases')} tabIndex={0}>
      {outlooks.map(({ asset, releases, blocks, holdsData }) => (
        <li key={asset.id}>
          <div className={classes['asset']}>
            <strong>{asset.tag}</strong>
            <span className={classes['name']}>{asset.name}</span>
            <AssetStatusBadge status={asset.status} />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('retirement.leaveOut', { tag: asset.tag })}
              onClick={() => remove(asset.id)}
            >
              <IconX size={14} />
            </ActionIcon>
          </div>
          {blocks.map(({ kind, what }) => (
            <p key={`${kind}${what}`} className={classes['block']}>
              <IconAlertTriangle size={14} aria-hidden /> {t(`retirementBlock.${kind}`, { what })}
            </p>
          ))}
          {blocks.length > 0 ? null : <Releases releases={releases} />}
          {holdsData ? <p className={classes['release']}>{t('retirement.holdsData')}</p> : null}
        </li>
      ))}
    </ul>
  );
}

/** What is given free, kind by kind. */
export function Releases({ releases }: Pick<Outlook, 'releases'>) {
  if (releases.length === 0) return <p className={classes['release']}>{t('retirement.nothingReleased')}</p>;
  return releases.map(({ kind, what }) => (
    <p key={kind} className={classes['release']}>
      <span>{word('released', kind)}:</span> {what.join(', ')}
    </p>
  ));
}
