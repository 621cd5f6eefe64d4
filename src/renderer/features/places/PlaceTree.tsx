import { IconBox, IconBuilding, IconDoor, IconMapPin, IconServer, IconStairs } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { Place, PlaceKind } from '#shared/features/places/contract.ts';
import { TreeList } from '#renderer/ui/tree/TreeList.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

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
  const items = places.map(({ id, kind, name, path, code, assetsHere }) => ({
    key: id,
    name,
    path,
    words: code,
    depth: depth.get(id) ?? 0,
    icon: icons[kind],
    kind: word('placeKind', kind),
    count: assetsHere,
  }));
  return <TreeList label={t('nav.places')} items={items} filter={filter} chosen={chosen} choose={choose} />;
}
