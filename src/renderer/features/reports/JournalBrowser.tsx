import { Button, Group, Loader, Stack, Text, Textarea } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { headsIn } from '#shared/primitives/journal-head.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t, wordsOfFamily } from '#renderer/ui/text/t.ts';
import { JournalTable } from './JournalTable.tsx';
import { ReportJob } from './ReportJob.tsx';
import { Verified } from './VerifyPack.tsx';

const pageSize = 100;

/** The whole history, newest first, and the check that nobody has touched it. */
export function JournalBrowser() {
  const [event, setEvent] = useState<string | null>(null);
  const [events] = useState(() => wordsOfFamily('event'));
  const [jobId, setJobId] = useState<string | null>(null);
  const filter = event === null ? {} : { event };
  const query = useInfiniteQuery({
    queryKey: rpc.reports.journal.key({ type: 'infinite', input: filter }),
    queryFn: ({ pageParam, signal }) =>
      client.reports.journal(
        { ...filter, limit: pageSize, ...(pageParam === 0 ? {} : { beforeSeq: pageParam }) },
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: ({ entries }) => (entries.length < pageSize ? undefined : entries.at(-1)?.seq),
    placeholderData: keepPreviousData,
  });
  const [kept, setKept] = useState<string | null>(null);
  const heads = headsIn(kept ?? '');
  const verify = useMutation({
    mutationFn: () => client.reports.verifyJournal({ heads }),
    onSuccess: (started) => setJobId(started.jobId),
  });
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const error = query.error ?? verify.error;
  return (
    <Stack gap="md">
      <Group align="end">
        <SearchableSelect
          label={t('reports.filterEvent')}
          placeholder={t('reports.everyEvent')}
          w={300}
          data={events}
          value={event}
          onChange={setEvent}
        />
        <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>
          {t('reports.verifyJournal')}
        </Button>
        {kept === null ? (
          <Button variant="subtle" onClick={() => setKept('')}>
            {t('reports.compareHeads')}
          </Button>
        ) : null}
        <Text size="sm" c="dimmed" role="status" pb={8}>
          {t('reports.entries', { count: query.data?.pages[0]?.total ?? 0 })}
        </Text>
      </Group>
      {kept === null ? null : (
        <Textarea
          label={t('reports.keptHeads')}
          description={
            kept.trim() === '' ? t('reports.keptHeadsHint') : t('reports.headsFound', { count: heads.length })
          }
          placeholder="4711 3fa9…"
          autosize
          minRows={2}
          maxRows={6}
          maw={760}
          styles={{ input: { fontFamily: 'monospace' } }}
          value={kept}
          onChange={(change) => setKept(change.currentTarget.value)}
        />
      )}
      <ReportJob
        jobId={jobId}
        result={(job) => <Verified job={job} sound={t('reports.journalSound')} broken={t('reports.journalBroken')} />}
      />
      {error === null ? null : <FailureAlert sentence={sentenceOfError(error)} />}
      {query.data === undefined && query.error === null ? <Loader size="sm" /> : null}
      {query.data === undefined ? null : (
        <Panel title={t('reports.journal')} flush>
          {entries.length === 0 ? (
            <EmptyState title={t('reports.journalEmpty')} />
          ) : (
            <JournalTable entries={entries} label={t('reports.journal')} />
          )}
        </Panel>
      )}
      {query.hasNextPage ? (
        <Button
          variant="default"
          loading={query.isFetchingNextPage}
          style={{ alignSelf: 'start' }}
          onClick={() => void query.fetchNextPage()}
        >
          {t('reports.older')}
        </Button>
      ) : null}
    </Stack>
  );
}
