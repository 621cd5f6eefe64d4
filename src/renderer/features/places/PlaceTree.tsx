import { IconBox, IconBuilding, IconDoor, IconMapPin, IconServer, IconStairs } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { Place, PlaceKind } from '#shared/features/places/contract.ts';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './places.module.css';

const icons: Readonly<Record<PlaceKind, Icon>> = {
  site: IconMapPin,
  building: IconBuilding,
  floor: IconStairs,
  room: IconDoor,
  rack: IconServer,
  bin: IconBox,
};

function depths(places: readonly Place[]): ReadonlyMap<number, number> {
  const depth = new Map<number, number>();
  for (const { id, parentId } of places) depth.set(id, parentId === null ? 0 : (depth.get(parentId) ?? -1) + 1);
  return depth;
}

interface PlaceTreeProps {
  places: readonly Place[];
  filter: string;
  chosen: number | null;
  choose: (id: number) => void;
}

export function PlaceTree({ places, filter, chosen, choose }: PlaceTreeProps) {
  const depth = depths(places);
  const wanted = filter.trim().toLocaleLowerCase();
  const shown = places.filter(({ path, code }) => `${path} ${code}`.toLocaleLowerCase().includes(wanted));
  return (
    <ul className={classes['list']} aria-label={t('nav.places')}>
      {shown.map(({ id, kind, name, path, assetsHere }) => {
        const KindIcon = icons[kind];
        return (
          <li key={id}>
            <button
              type="button"
              className={classes['place']}
              aria-current={id === chosen}
              title={path}
              style={{ '--depth': wanted === '' ? (depth.get(id) ?? 0) : 0 }}
              onClick={() => choose(id)}
            >
              <span className="visually-hidden">{word('placeKind', kind)}</span>
              <KindIcon size={16} stroke={1.7} aria-hidden />
              <span className={classes['name']}>{wanted === '' ? name : path}</span>
              <span className={classes['count']}>{assetsHere > 0 ? formatNumber(assetsHere) : ''}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
