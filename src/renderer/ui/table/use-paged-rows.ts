import { useInfiniteQuery } from '@tanstack/react-query';
import type { QueryKey } from '@tanstack/react-query';
import { keepPreviousData } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';

export interface PageOf<Row> {
  rows: Row[];
  nextCursor: string | null;
  total: number;
  totalIsExact: boolean;
}

/** The pages of a list by keyset, as one growing list. */
export function usePagedRows<Row>(
  queryKey: QueryKey,
  fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<Row>>,
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const { fetchNextPage } = query;
  const loadMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const first = query.data?.pages[0];
  return {
    rows,
    total: first?.total ?? 0,
    totalIsExact: first?.totalIsExact ?? true,
    loading: query.isFetching,
    /** Whether the rows are those of what was asked before, and go when the answer comes. */
    outdated: query.isPlaceholderData,
    settled: query.data !== undefined,
    hasMore: query.hasNextPage,
    loadMore,
    error: query.error,
    retry: () => void query.refetch(),
  };
}
