import { Button, SegmentedControl } from '@mantine/core';
import { IconCheck, IconClockPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { reminderShelves } from '#shared/features/reminders/contract.ts';
import type { ReminderShelf } from '#shared/features/reminders/contract.ts';
import { reminderKinds, urgencies } from '#shared/features/reminders/model.ts';
import type { Reminder } from '#shared/features/reminders/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { CountTile } from '#renderer/ui/CountTile.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { MultiFilter } from '#renderer/ui/MultiFilter.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { SelectionBar } from '#renderer/ui/SelectionBar.tsx';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { reminderColumns } from './reminder-columns.tsx';
import type { ReminderSearch } from './reminder-search.ts';
import classes from './reminders.module.css';
import { SettleForm } from './SettleForm.tsx';
import { SnoozeMenu } from './SnoozeMenu.tsx';
import { keysOf, useSettling } from './use-settling.tsx';

interface RemindersPageProps {
  search: ReminderSearch;
  show: (search: ReminderSearch) => void;
  open: (reminder: Reminder) => void;
  /** What stands at the other end of the heading. */
  actions: ReactNode;
}

const tones = { overdue: { tone: 'bad' }, today: { tone: 'warn' }, ahead: {} } as const;

/** How much presses how hard; each number shows its part of the list. */
function UrgencyTiles({ search, show }: Pick<RemindersPageProps, 'search' | 'show'>) {
  const counts = useQuery(rpc.reminders.counts.queryOptions()).data;
  return (
    <div className={classes['tiles']} role="group" aria-label={t('reminders.when')}>
      {urgencies.map((urgency) => (
        <CountTile
          key={urgency}
          compact
          label={word('reminderUrgency', urgency)}
          count={counts === undefined ? '–' : formatNumber(counts[urgency])}
          active={search.urgency === urgency}
          {...((counts?.[urgency] ?? 0) > 0 ? tones[urgency] : {})}
          onClick={() => show({ ...search, shelf: 'open', urgency: search.urgency === urgency ? undefined : urgency })}
        />
      ))}
    </div>
  );
}

function nothing(shelf: ReminderShelf) {
  if (shelf === 'open') return <EmptyState title={t('reminders.none')}>{t('reminders.noneHint')}</EmptyState>;
  return (
    <EmptyState title={t(shelf === 'done' ? 'reminders.noneDone' : 'reminders.noneSnoozed')}>
      {t('reminders.noneShelfHint')}
    </EmptyState>
  );
}

/** Every date that somebody has to act on: put off, dealt with, or opened. */
export function RemindersPage({ search, show, open, actions }: RemindersPageProps) {
  const { shelf = 'open', kinds = [], urgency, search: text } = search;
  const input = {
    shelf,
    kinds,
    ...(urgency === undefined ? {} : { urgency }),
    ...(text === undefined ? {} : { search: text }),
    limit: 100,
  };
  const list = usePagedRows<Reminder>(rpc.reminders.list.key({ type: 'infinite', input }), (cursor, signal) =>
    client.reminders.list({ ...input, cursor }, { signal }),
  );
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [settling, setSettling] = useState<Reminder[] | null>(null);
  const { reopen, snooze, settle } = useSettling();
  const columns = useMemo(
    () =>
      reminderColumns({
        snooze: (reminder, until) => snooze.mutate({ keys: keysOf([reminder]), until }),
        settle: (reminder) => setSettling([reminder]),
        reopen: (reminder) => reopen.mutate(keysOf([reminder])),
      }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what mutates stays the same
    [],
  );
  const change = (next: ReminderSearch) => {
    setSelected(new Set());
    show(next);
  };
  const chosen = list.rows.filter(({ id, mine }) => mine && selected.has(id));
  return (
    <Page fixed title={t('nav.reminders')} subtitle={t('reminders.subtitle')} actions={actions}>
      <UrgencyTiles search={search} show={change} />
      <ListBar label={t('nav.reminders')}>
        <SearchBox
          label={t('reminders.search')}
          value={text ?? ''}
          change={(words) => change({ ...search, search: words })}
        />
        <SegmentedControl
          aria-label={t('reminders.shelf')}
          data={reminderShelves.map((value) => ({ value, label: word('reminderShelf', value) }))}
          value={shelf}
          onChange={(value) =>
            change({ ...search, urgency: undefined, shelf: reminderShelves.find((each) => each === value) ?? 'open' })
          }
        />
        <MultiFilter
          label={t('reminders.kind')}
          options={reminderKinds.map((value) => ({ value, label: word('reminderKind', value) }))}
          chosen={kinds}
          onChange={(next) => change({ ...search, kinds: next })}
        />
      </ListBar>
      {chosen.length > 0 ? (
        <SelectionBar
          label={t('reminders.actions')}
          counted={t('reminders.found', { count: chosen.length })}
          clear={() => setSelected(new Set())}
        >
          {shelf === 'open' ? (
            <SnoozeMenu
              snooze={(until) => {
                snooze.mutate({ keys: keysOf(chosen), until });
                setSelected(new Set());
              }}
            >
              <Button size="compact-sm" variant="default" leftSection={<IconClockPause size={15} />}>
                {t('reminders.snooze')}
              </Button>
            </SnoozeMenu>
          ) : null}
          {shelf === 'done' ? (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                reopen.mutate(keysOf(chosen));
                setSelected(new Set());
              }}
            >
              {t('reminders.reopen')}
            </Button>
          ) : (
            <Button size="compact-sm" leftSection={<IconCheck size={15} />} onClick={() => setSettling(chosen)}>
              {t('reminders.settle')}
            </Button>
          )}
        </SelectionBar>
      ) : null}
      <PagedTable
        label={t('nav.reminders')}
        columns={columns}
        list={list}
        selection={{ ids: selected, change: setSelected }}
        onOpen={open}
        empty={nothing(shelf)}
        footer={t('reminders.found', { count: list.total })}
      />
      {settling === null ? null : (
        <SettleForm
          count={settling.length}
          settle={(note) => {
            settle.mutate({ keys: keysOf(settling), note });
            setSettling(null);
            setSelected(new Set());
          }}
          onClose={() => setSettling(null)}
        />
      )}
    </Page>
  );
}
