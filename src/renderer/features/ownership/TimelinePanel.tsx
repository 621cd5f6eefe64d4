import { Button, Loader, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { happenings } from '#shared/features/ownership/model.ts';
import type { Happening, TimelineEntry } from '#shared/features/ownership/model.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { MultiFilter } from '#renderer/ui/MultiFilter.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay, formatInstant } from '#renderer/ui/text/format.ts';
import { findText, t, word } from '#renderer/ui/text/t.ts';
import classes from './ownership.module.css';

/** The page of the record that an entry is told of; null where it has none. */
function addressOf({ kind, refId }: TimelineEntry): string | null {
  if (refId === null) return null;
  if (kind === 'work') return hrefTo(`/maintenance/orders/${refId}`);
  if (kind === 'ticket') return hrefTo(`/support/tickets/${refId}`);
  if (kind === 'incident') return hrefTo(`/incidents/${refId}`);
  if (kind === 'exception') return hrefTo(`/updates/campaigns/${refId}`);
  if (kind === 'backup' || kind === 'restore') return hrefTo(`/recovery/items/${refId}`);
  return kind === 'drill' ? hrefTo(`/recovery/drills/${refId}`) : null;
}

/** Whose words the codes of each kind are. */
const familyOf: Partial<Record<Happening, string>> = {
  work: 'orderResult',
  ticket: 'ticketState',
  incident: 'incidentKind',
  backup: 'runOutcome',
  review: 'reviewDecision',
  reading: 'meter',
};

function sentenceOf({ kind, what, outcome }: TimelineEntry): string {
  if (kind === 'status') return `${word('status', outcome)} → ${word('status', what)}`;
  if (kind === 'exception') return t('ownership.until', { what, day: formatDay(outcome) });
  if (kind === 'restore')
    return `${what} · ${t(outcome === 'passed' ? 'recovery.cameBack' : 'recovery.didNotComeBack')}`;
  const family = familyOf[kind];
  const said =
    family === undefined || outcome === ''
      ? ''
      : (findText(`${family}.${outcome}`) ?? findText(`workOrderState.${outcome}`) ?? '');
  return [what, said].filter((part) => part !== '').join(' · ');
}

/** What happened to an asset, of all parts of the application together; the newest first. */
export function TimelinePanel({ assetId }: { assetId: number }) {
  const [kinds, setKinds] = useState<Happening[]>([]);
  const [limit, setLimit] = useState(100);
  const query = useQuery(
    rpc.ownership.timeline.queryOptions({ input: { assetId, limit, ...(kinds.length === 0 ? {} : { kinds }) } }),
  );
  const data = query.data;
  return (
    <Panel
      title={t('ownership.timeline')}
      flush
      actions={
        <MultiFilter
          label={t('ownership.kinds')}
          options={happenings.map((value) => ({ value, label: word('happening', value) }))}
          chosen={kinds}
          onChange={setKinds}
        />
      }
    >
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      {query.isPending ? <Loader size="sm" m="md" /> : null}
      {data?.entries.length === 0 ? (
        <Text size="sm" c="dimmed" p="md">
          {t('procurement.nothingFound')}
        </Text>
      ) : null}
      <ol className={classes['timeline']} aria-label={t('ownership.timeline')}>
        {data?.entries.map((entry) => {
          const address = addressOf(entry);
          const sentence = sentenceOf(entry);
          return (
            <li key={entry.key}>
              <span>{entry.at.length > 10 ? formatInstant(entry.at) : formatDay(entry.at)}</span>
              <strong>{word('happening', entry.kind)}</strong>
              {address === null ? <span>{sentence}</span> : <EntityLink href={address}>{sentence}</EntityLink>}
            </li>
          );
        })}
      </ol>
      {data === undefined || data.total <= data.entries.length ? null : (
        <Button variant="subtle" m="xs" onClick={() => setLimit(Math.min(2000, limit + 400))}>
          {t('ownership.more', { count: data.total - data.entries.length })}
        </Button>
      )}
    </Panel>
  );
}
