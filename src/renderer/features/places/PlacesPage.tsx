import { Button, Loader } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Place } from '#shared/features/places/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { TreeColumns } from '#renderer/ui/tree/TreeColumns.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { PlaceDetail } from './PlaceDetail.tsx';
import { PlaceForm } from './PlaceForm.tsx';
import { PlaceTree } from './PlaceTree.tsx';

interface PlacesPageProps {
  chosen: number | null;
  choose: (id: number) => void;
  /** What other parts of the window can do with places: the chosen one, and it with all that lies within. */
  actions: (ids: number[]) => ReactNode;
  /** How the chosen one is locked, and who may enter. */
  security: (id: number) => ReactNode;
  /** What they do with what the text finds. */
  listActions: (search: string) => ReactNode;
}

/** The place and everything in it; the list holds each place after the one that it is in. */
function withAllInside(places: readonly Place[], id: number): number[] {
  const inside = new Set([id]);
  for (const place of places) if (place.parentId !== null && inside.has(place.parentId)) inside.add(place.id);
  return [...inside];
}

/** The tree of places on the left, the chosen one beside it. */
export function PlacesPage({ chosen, choose, actions, security, listActions }: PlacesPageProps) {
  const may = useMay();
  const query = useQuery(rpc.places.list.queryOptions({ input: { includeArchived: false } }));
  const [filter, setFilter] = useState('');
  const [creating, setCreating] = useAskedFor('place');
  const places = query.data;
  const place = places?.find(({ id }) => id === chosen) ?? null;
  const all = places === undefined || place === null ? [] : withAllInside(places, place.id);
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      {t(place === null ? 'places.add' : 'places.addInside')}
    </Button>
  );
  return (
    <Page
      fixed
      title={t('nav.places')}
      actions={
        <>
          {listActions(filter.trim())}
          {may('place.edit') ? add : null}
        </>
      }
    >
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      {places === undefined ? <Loader size="sm" /> : null}
      {places === undefined ? null : (
        <TreeColumns
          search={t('places.search')}
          filter={filter}
          setFilter={setFilter}
          tree={
            places.length === 0 ? (
              <EmptyState title={t('places.none')}>{t('places.noneHint')}</EmptyState>
            ) : (
              <PlaceTree places={places} filter={filter} chosen={chosen} choose={choose} />
            )
          }
          detail={
            place === null ? (
              <Panel>
                <EmptyState title={t('places.choose')}>{t('places.chooseHint')}</EmptyState>
              </Panel>
            ) : (
              <PlaceDetail
                key={place.id}
                place={place}
                security={security(place.id)}
                actions={
                  <>
                    {actions([place.id])}
                    {all.length > 1 ? actions(all) : null}
                  </>
                }
              />
            )
          }
        />
      )}
      {creating ? <PlaceForm place={null} parent={place} onClose={() => setCreating(false)} onSaved={choose} /> : null}
    </Page>
  );
}
