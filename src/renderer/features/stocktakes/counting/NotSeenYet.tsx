import { Button, Loader, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlaceProgress } from '#shared/features/stocktakes/model.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from './counting.module.css';

const shown = 200;

interface NotSeenYetProps {
  id: number;
  /** Where the operator counts at the moment: that place is open first. */
  here: number | null;
  /** Counts an asset whose label can't be read. */
  seen: (tag: string) => void;
}

/** What is still expected, place by place. */
export function NotSeenYet({ id, here, seen }: NotSeenYetProps) {
  const places = useQuery(rpc.stocktakes.places.queryOptions({ input: { id } }));
  const [opened, setOpened] = useState<ReadonlyMap<number | null, boolean>>(new Map());
  if (places.error !== null) return <FailureAlert sentence={sentenceOfError(places.error)} />;
  if (places.data === undefined) return <Loader size="sm" m="md" />;
  const open = places.data.filter((place) => place.seen < place.expected);
  if (open.length === 0)
    return (
      <Text size="sm" p="md" c="dimmed">
        {t('stocktakes.allSeen')}
      </Text>
    );
  const ordered = [...open.filter(({ placeId }) => placeId === here), ...open.filter((one) => one.placeId !== here)];
  return ordered.map((place) => {
    const isHere = here !== null && place.placeId === here;
    const isOpen = opened.get(place.placeId) ?? isHere;
    return (
      <PlaceGroup
        key={place.placeId ?? 0}
        id={id}
        place={place}
        isHere={isHere}
        isOpen={isOpen}
        toggle={() => setOpened(new Map(opened).set(place.placeId, !isOpen))}
        seen={seen}
        maySee={here !== null}
      />
    );
  });
}

interface PlaceGroupProps {
  id: number;
  place: PlaceProgress;
  isHere: boolean;
  isOpen: boolean;
  maySee: boolean;
  toggle: () => void;
  seen: (tag: string) => void;
}

function PlaceGroup({ id, place, isHere, isOpen, maySee, toggle, seen }: PlaceGroupProps) {
  const lines = useQuery(
    rpc.stocktakes.lines.queryOptions({
      input: { id, results: ['missing'], expectedPlaceId: place.placeId, limit: shown },
      enabled: isOpen,
    }),
  );
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <section className={classes['group']} data-here={isHere ? '' : undefined}>
      <button type="button" aria-expanded={isOpen} onClick={toggle}>
        <Chevron size={15} aria-hidden />
        <span>{place.path ?? t('stocktakes.withoutPlace')}</span>
        <span className="numbers">{t('stocktakes.seenOf', { seen: place.seen, expected: place.expected })}</span>
      </button>
      {!isOpen ? null : (
        <ul className={classes['rows']}>
          {(lines.data?.rows ?? []).map(({ id: lineId, tag, name, custodian }) => (
            <li key={lineId}>
              <span className={classes['rowText']}>
                <b>{tag}</b>
                <small>{[name, custodian].filter(Boolean).join(' · ')}</small>
              </span>
              {maySee && tag !== null ? (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={t('stocktakes.seenByHandOf', { tag })}
                  onClick={() => seen(tag)}
                >
                  {t('stocktakes.seenByHand')}
                </Button>
              ) : null}
            </li>
          ))}
          {(lines.data?.total ?? 0) > shown ? (
            <li>{t('stocktakes.andMore', { count: (lines.data?.total ?? 0) - shown })}</li>
          ) : null}
        </ul>
      )}
    </section>
  );
}
