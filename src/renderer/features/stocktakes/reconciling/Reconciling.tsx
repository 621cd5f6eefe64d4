import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { IconArrowBackUp, IconLock } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { decisionsFor, lineResults, varianceResults } from '#shared/features/stocktakes/model.ts';
import type { LineResult, StocktakeDetail, StocktakeLine } from '#shared/features/stocktakes/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { MultiFilter } from '#renderer/ui/MultiFilter.tsx';
import { DataTable } from '#renderer/ui/table/DataTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { TallyTiles } from '../TallyTiles.tsx';
import { ApprovalForm } from './ApprovalForm.tsx';
import { DecisionForm } from './DecisionForm.tsx';
import { lineColumns } from './line-columns.tsx';

interface ReconcilingProps {
  stocktake: StocktakeDetail;
  register: (code: string) => void;
}

const everyResult: readonly LineResult[] = lineResults;

/** What differs, worked through line by line or many at once, until the stocktake can be closed. */
export function Reconciling({ stocktake, register }: ReconcilingProps) {
  const may = useMay();
  const { id, state, open, tally, secondPerson } = stocktake;
  const [results, setResults] = useState<LineResult[]>([...varianceResults]);
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set());
  const [form, setForm] = useState<'decide' | 'approve' | null>(null);
  const [onlyOpen, setOnlyOpen] = useState(false);
  const wanted = {
    id,
    results: results.length === 0 ? [...everyResult] : results,
    ...(onlyOpen ? { decided: false } : {}),
  };
  const { rows, total, loading, outdated, hasMore, loadMore, error, retry } = usePagedRows(
    rpc.stocktakes.lines.key({ input: wanted }),
    (cursor, signal) =>
      client.stocktakes.lines({ ...wanted, limit: 200, ...(cursor === undefined ? {} : { cursor }) }, { signal }),
  );
  const isOpen = state === 'reconciling' && stocktake.origin === 'here';
  const chosen = rows.filter((row) => ids.has(row.id) && decisionsFor[row.result].length > 0);
  const done = () => {
    setForm(null);
    setIds(new Set());
  };
  const withdraw = useAction(() => client.stocktakes.withdraw({ id, lineIds: chosen.map((row) => row.id) }), done);
  const decideOne = (row: StocktakeLine) => {
    if (!isOpen || !may('stocktake.reconcile') || decisionsFor[row.result].length === 0) return;
    setIds(new Set([row.id]));
    setForm('decide');
  };
  return (
    <Stack gap="sm" style={{ flex: 1, minHeight: 0 }}>
      {tally === null ? null : <TallyTiles tally={tally} />}
      {error === null ? null : <FailureAlert sentence={sentenceOfError(error)} retry={retry} />}
      {isOpen && open !== null ? (
        <Text size="sm" fw={600} role="status">
          {open.undecided > 0
            ? t('stocktakes.undecided', { count: open.undecided, variances: open.variances })
            : secondPerson && open.unapproved > 0
              ? t('stocktakes.unapproved', { count: open.unapproved })
              : t('stocktakes.readyToClose')}
        </Text>
      ) : null}
      <Group gap="xs">
        <MultiFilter
          label={t('stocktakes.result')}
          options={everyResult.map((value) => ({ value, label: word('lineResult', value) }))}
          chosen={results}
          onChange={setResults}
        />
        {isOpen ? (
          <Switch
            label={t('stocktakes.onlyOpen')}
            checked={onlyOpen}
            onChange={(event) => setOnlyOpen(event.currentTarget.checked)}
          />
        ) : null}
        {isOpen && may('stocktake.reconcile') ? (
          <>
            <Button disabled={chosen.length === 0} onClick={() => setForm('decide')}>
              {chosen.length === 0 ? t('stocktakes.decideNow') : t('stocktakes.decide', { count: chosen.length })}
            </Button>
            <Button
              variant="default"
              disabled={!chosen.some((row) => row.decision !== null)}
              loading={withdraw.isPending}
              onClick={() => withdraw.mutate(undefined)}
            >
              {t('stocktakes.withdraw')}
            </Button>
          </>
        ) : null}
        {isOpen && secondPerson && may('stocktake.approve') ? (
          <Button
            variant="default"
            disabled={!chosen.some((row) => row.decision !== null && row.approvedBy === null)}
            onClick={() => setForm('approve')}
          >
            {t('stocktakes.approve')}
          </Button>
        ) : null}
        <div style={{ flex: 1 }} />
        {isOpen && may('stocktake.reconcile') ? <Closing stocktake={stocktake} /> : null}
      </Group>
      <DataTable
        label={t('stocktakes.lines')}
        columns={lineColumns(secondPerson)}
        rows={rows}
        {...(isOpen ? { selection: { ids, change: setIds } } : {})}
        onOpen={decideOne}
        loading={loading}
        outdated={outdated}
        hasMore={hasMore}
        loadMore={loadMore}
        empty={<EmptyState title={t('stocktakes.noLines')}>{t('stocktakes.noLinesHint')}</EmptyState>}
        footer={t('stocktakes.lineCount', { count: total })}
      />
      {form === 'decide' && chosen.length > 0 ? (
        <DecisionForm id={id} lines={chosen} register={register} onClose={() => setForm(null)} onDone={done} />
      ) : null}
      {form === 'approve' ? (
        <ApprovalForm
          id={id}
          lines={chosen.filter((row) => row.decision !== null)}
          onClose={() => setForm(null)}
          onDone={done}
        />
      ) : null}
    </Stack>
  );
}

/** Closing writes the decisions into the register, portion by portion. */
function Closing({ stocktake: { id, open } }: { stocktake: StocktakeDetail }) {
  const [left, setLeft] = useState<number | null>(null);
  const close = useMutation({
    mutationFn: async () => {
      for (;;) {
        const { closed, remaining } = await client.stocktakes.close({ id });
        if (closed) return;
        setLeft(remaining);
      }
    },
    onSuccess: () => announce(t('stocktakes.closedNow')),
  });
  const resume = useAction(() => client.stocktakes.resumeCounting({ id }));
  const isReady = open !== null && open.undecided === 0 && open.unapproved === 0;
  const untouched = open !== null && open.undecided === open.variances;
  return (
    <>
      {close.error === null ? null : <FailureAlert sentence={sentenceOfError(close.error)} />}
      {untouched ? (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={16} />}
          loading={resume.isPending}
          onClick={() => resume.mutate(undefined)}
        >
          {t('stocktakes.resumeCounting')}
        </Button>
      ) : null}
      <Button
        leftSection={<IconLock size={16} />}
        disabled={!isReady}
        loading={close.isPending}
        onClick={() => close.mutate()}
      >
        {left === null ? t('stocktakes.close') : t('stocktakes.closing', { count: left })}
      </Button>
    </>
  );
}
