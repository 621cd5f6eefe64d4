import { ActionIcon, Button, Group, Loader, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Occupation } from '#shared/features/loans/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { today } from '#renderer/ui/text/format.ts';
import { dateFormat } from '#renderer/ui/text/formatters.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { calendarSpans, daysOfSpan, stepSpan } from './calendar-days.ts';
import type { CalendarSpan } from './calendar-days.ts';
import { CalendarGrid } from './CalendarGrid.tsx';
import { ChangeReservation } from './ChangeReservation.tsx';
import { ReserveForm } from './ReserveForm.tsx';
import type { ReserveStart } from './ReserveForm.tsx';

/** More assets than these nobody looks at in one calendar; the backend sends no more. */
const mostAssets = 200;

function titleOf(days: readonly string[]): string {
  const [first = today()] = days;
  const format = dateFormat({ month: 'long', year: 'numeric', timeZone: 'UTC' });
  const names = [...new Set([first, days.at(-1) ?? first].map((day) => format.format(new Date(`${day}T00:00:00Z`))))];
  return names.join(' – ');
}

/** What is lent and reserved when, and room to reserve the rest. */
export function CalendarPanel() {
  const mayReserve = useMay()('asset.reserve');
  const [remembered, setSpan] = useRemembered('calendarSpan', 'week');
  const span: CalendarSpan = remembered === 'month' ? 'month' : 'week';
  const [anchor, setAnchor] = useState(today());
  const [pool, setPool] = useState<string | null>(null);
  const [reserving, setReserving] = useState<ReserveStart | null>(null);
  const [adding, setAdding] = useAskedFor('reservation');
  const close = () => {
    setReserving(null);
    setAdding(false);
  };
  const [opened, setOpened] = useState<Occupation | null>(null);
  const days = daysOfSpan(span, anchor);
  const [from = anchor] = days;
  const pools = useQuery(rpc.loans.listPools.queryOptions()).data ?? [];
  const poolId = pool === null ? null : Number(pool);
  const query = useQuery(
    rpc.loans.calendar.queryOptions({
      input: { from, to: days.at(-1) ?? from, poolId },
      placeholderData: keepPreviousData,
    }),
  );
  const step = (steps: number) => setAnchor(stepSpan(span, anchor, steps));
  const start = poolId === null ? {} : { poolId };
  return (
    <Stack gap="md">
      <Group gap="xs">
        <ActionIcon variant="default" size={36} aria-label={t('calendar.before')} onClick={() => step(-1)}>
          <IconChevronLeft size={18} />
        </ActionIcon>
        <Button variant="default" onClick={() => setAnchor(today())}>
          {t('calendar.today')}
        </Button>
        <ActionIcon variant="default" size={36} aria-label={t('calendar.after')} onClick={() => step(1)}>
          <IconChevronRight size={18} />
        </ActionIcon>
        <Text fw={650} size="lg" px="xs" miw={230} role="status">
          {titleOf(days)}
        </Text>
        <SegmentedControl
          aria-label={t('calendar.span')}
          data={calendarSpans.map((value) => ({ value, label: word('calendarSpan', value) }))}
          value={span}
          onChange={setSpan}
        />
        <Select
          aria-label={t('wanted.pool')}
          placeholder={t('calendar.everything')}
          clearable
          w={210}
          data={pools.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={pool}
          onChange={setPool}
        />
        {mayReserve ? (
          <Button ml="auto" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
            {t('reservation.reserve')}
          </Button>
        ) : null}
      </Group>
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      {query.data === undefined ? (
        query.error === null ? (
          <Loader size="sm" />
        ) : null
      ) : query.data.assets.length === 0 ? (
        <Panel>
          <EmptyState title={t('calendar.empty')}>{t('calendar.emptyHint')}</EmptyState>
        </Panel>
      ) : (
        <CalendarGrid
          days={days}
          assets={query.data.assets}
          occupations={query.data.occupations}
          step={step}
          reserve={mayReserve ? (asset, first, last) => setReserving({ asset, from: first, to: last }) : null}
          open={(occupation) => {
            if (occupation.kind === 'reservation') setOpened(occupation);
            else window.location.hash = hrefTo(`/assets/${occupation.assetId}`);
          }}
        />
      )}
      <Text size="xs" c="dimmed">
        {(query.data?.assets.length ?? 0) >= mostAssets ? `${t('calendar.tooMany', { count: mostAssets })} ` : ''}
        {t('calendar.keys')}
      </Text>
      {adding || reserving !== null ? <ReserveForm start={reserving ?? start} onClose={close} /> : null}
      {opened === null ? null : <OpenedReservation id={opened.id} onClose={() => setOpened(null)} />}
    </Stack>
  );
}

function OpenedReservation({ id, onClose }: { id: number; onClose: () => void }) {
  const all = useQuery(rpc.loans.listReservations.queryOptions({ input: {} })).data;
  const reservation = all?.find((each) => each.id === id);
  return reservation === undefined ? null : <ChangeReservation reservation={reservation} onClose={onClose} />;
}
