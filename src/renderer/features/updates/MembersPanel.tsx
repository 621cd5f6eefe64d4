import { Button, TextInput } from '@mantine/core';
import { IconCalendarOff, IconCheck, IconRotate } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { addDays } from '#shared/primitives/days.ts';
import type { CampaignMember, MemberState } from '#shared/features/updates/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { SelectionBar } from '#renderer/ui/SelectionBar.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { formatDay, today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { memberLook } from './compliance-look.ts';
import classes from './updates.module.css';

function columnsOf(): Column<CampaignMember>[] {
  return [
    {
      id: 'asset',
      heading: t('entity.asset'),
      width: 'minmax(170px, 2fr)',
      cell: ({ asset }) => (
        <EntityLink href={hrefTo(`/assets/${asset.id}`)}>{`${asset.tag} · ${asset.name}`}</EntityLink>
      ),
    },
    {
      id: 'state',
      heading: t('field.status'),
      width: '150px',
      cell: (row) => <StatusBadge {...memberLook(row.state)} />,
    },
    { id: 'installed', heading: t('updates.installed'), width: '130px', cell: (row) => row.installed ?? '–' },
    { id: 'place', heading: t('field.place'), width: 'minmax(110px, 1fr)', cell: (row) => row.place },
    { id: 'seenOn', heading: t('updates.seenOn'), width: '115px', cell: (row) => formatDay(row.seenOn) },
    {
      id: 'exception',
      heading: t('updates.exception'),
      width: 'minmax(160px, 2fr)',
      cell: ({ exception }) =>
        exception === null
          ? ''
          : t('updates.exceptedUntil', { reason: exception.reason, day: formatDay(exception.until) }),
    },
  ];
}

interface MembersPanelProps {
  campaignId: number;
  open: boolean;
  openAsset: (assetId: number) => void;
  state: MemberState | null;
  /** Undefined is all waves, null those that no wave takes. */
  wave: number | null | undefined;
}

/** The assets of a campaign; several can be left out for a time, or noted as updated, at once. */
export function MembersPanel({ campaignId, open, openAsset, state, wave }: MembersPanelProps) {
  const may = useMay();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [excepting, setExcepting] = useState(false);
  const columns = useMemo(() => columnsOf(), []);
  const input = {
    campaignId,
    ...(state === null ? {} : { states: [state] }),
    ...(wave === undefined ? {} : { wave }),
    ...(search === '' ? {} : { search }),
  };
  const list = usePagedRows(rpc.updates.listMembers.key({ type: 'infinite', input }), (cursor, signal) =>
    client.updates.listMembers({ ...input, ...(cursor === undefined ? {} : { cursor }) }, { signal }),
  );
  const clear = () => setChosen(new Set());
  const note = useAction(
    () => client.updates.noteUpdated({ campaignId, assetIds: [...chosen] }),
    ({ noted }) => {
      announce(t('updates.noted', { count: noted }));
      clear();
    },
  );
  const excepted = list.rows.filter(({ id, exception }) => chosen.has(id) && exception !== null);
  const include = useAction(async () => {
    for (const { exception } of excepted)
      if (exception !== null) await client.updates.endException({ id: exception.id });
  }, clear);
  const selectable = open && may('maintenance.work');
  return (
    <>
      <ListBar label={t('updates.searchMembers')}>
        <SearchBox label={t('updates.searchMembers')} value={search} change={(text) => setSearch(text?.trim() ?? '')} />
      </ListBar>
      {chosen.size === 0 ? null : (
        <SelectionBar label={t('updates.members')} counted={t('updates.chosen', { count: chosen.size })} clear={clear}>
          <Button
            size="compact-sm"
            leftSection={<IconCheck size={14} />}
            loading={note.isPending}
            onClick={() => note.mutate(undefined)}
          >
            {t('updates.noteUpdated')}
          </Button>
          {may('maintenance.plan') ? (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconCalendarOff size={14} />}
              onClick={() => setExcepting(true)}
            >
              {t('updates.except')}
            </Button>
          ) : null}
          {may('maintenance.plan') && excepted.length > 0 ? (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconRotate size={14} />}
              onClick={() => include.mutate(undefined)}
            >
              {t('updates.endException')}
            </Button>
          ) : null}
        </SelectionBar>
      )}
      <div className={classes['members']}>
        <PagedTable
          label={t('updates.members')}
          columns={columns}
          list={list}
          onOpen={(row) => openAsset(row.asset.id)}
          {...(selectable ? { selection: { ids: chosen, change: setChosen } } : {})}
          empty={<EmptyState title={t('procurement.nothingFound')}>{t('updates.noMembers')}</EmptyState>}
          footer={t('updates.memberCount', { count: list.total })}
        />
      </div>
      {excepting ? (
        <ExceptForm
          campaignId={campaignId}
          assetIds={[...chosen]}
          onClose={() => {
            setExcepting(false);
            clear();
          }}
        />
      ) : null}
    </>
  );
}

interface ExceptFormProps {
  campaignId: number;
  assetIds: number[];
  onClose: () => void;
}

/** Why assets are left out, and until when. */
function ExceptForm({ campaignId, assetIds, onClose }: ExceptFormProps) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState<string | null>(addDays(today(), 30));
  const save = useMutation({
    mutationFn: () =>
      client.updates.exceptMembers({ campaignId, assetIds, reason: reason.trim(), until: until ?? today() }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('updates.exceptCount', { count: assetIds.length })}
      submitLabel={t('updates.except')}
      submitDisabled={reason.trim() === '' || until === null}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('updates.why')}
        withAsterisk
        data-autofocus
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <DayField
        label={t('updates.until')}
        description={t('updates.untilHint')}
        clearable={false}
        value={until}
        onChange={setUntil}
      />
    </FormModal>
  );
}
