import { Button, Select, Tooltip } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { families } from '#shared/features/assets/model.ts';
import { assetStatuses } from '#shared/features/assets/status.ts';
import { conditionsOf } from '#shared/rpc/conditions.ts';
import { FilterBuilder } from '#renderer/ui/filter/FilterBuilder.tsx';
import { FilterChips } from '#renderer/ui/filter/FilterChips.tsx';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { MultiFilter } from '#renderer/ui/MultiFilter.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { filterOf } from './asset-search.ts';
import type { AssetListSearch } from './asset-search.ts';
import classes from './assets.module.css';
import { chipsOfFilter } from './filter-chips.ts';
import { useBuilderKey } from '#renderer/ui/filter/use-builder-key.ts';
import type { AssetFilterField } from './use-filter-fields.ts';
import { nothingFound, useCategoryChoices, useDepartmentChoices, usePlaceChoices } from './use-register-choices.ts';

interface AssetFiltersProps {
  search: AssetListSearch;
  /** What can be filtered by, with the names of what is. */
  fields: readonly AssetFilterField[];
  change: (next: Partial<AssetListSearch>) => void;
  clear: () => void;
}

const never = 'never';

/** Everything here stands in the address, so that a filtered list can be gone back to. */
export function AssetFilters({ search, fields, change, clear }: AssetFiltersProps) {
  const [building, setBuilding] = useState(false);
  const openBuilder = useCallback(() => setBuilding(true), []);
  useBuilderKey(openBuilder);
  const categories = useCategoryChoices().flatMap(({ items }) => items);
  const places = usePlaceChoices();
  const departments = useDepartmentChoices();
  const list = <Value,>(values: Value[]): Value[] | undefined => (values.length === 0 ? undefined : values);
  const single = (value: string | null) => (value === null ? undefined : Number(value));
  const conditions = search.where === undefined ? 0 : conditionsOf(search.where).length;
  return (
    <>
      <ListBar label={t('assets.filter')}>
        <SearchBox label={t('assets.search')} value={search.search ?? ''} change={(text) => change({ search: text })} />
        <MultiFilter
          label={t('field.status')}
          options={assetStatuses.map((value) => ({ value, label: word('status', value) }))}
          chosen={search.statuses ?? []}
          onChange={(statuses) => change({ statuses: list(statuses) })}
        />
        <MultiFilter
          label={t('field.family')}
          options={families.map((value) => ({ value, label: word('family', value) }))}
          chosen={search.families ?? []}
          onChange={(chosen) => change({ families: list(chosen) })}
        />
        <MultiFilter
          label={t('field.category')}
          options={categories}
          chosen={(search.categoryIds ?? []).map(String)}
          onChange={(chosen) => change({ categoryIds: list(chosen.map(Number)) })}
        />
        <Select
          aria-label={t('field.place')}
          placeholder={t('field.place')}
          className={classes['filter'] ?? ''}
          data={places}
          searchable
          clearable
          nothingFoundMessage={nothingFound()}
          value={search.placeId === undefined ? null : String(search.placeId)}
          onChange={(value) => change({ placeId: single(value) })}
        />
        <Select
          aria-label={t('field.department')}
          placeholder={t('field.department')}
          className={classes['filter'] ?? ''}
          data={departments}
          searchable
          clearable
          nothingFoundMessage={nothingFound()}
          value={search.departmentId === undefined ? null : String(search.departmentId)}
          onChange={(value) => change({ departmentId: single(value) })}
        />
        <Select
          aria-label={t('assets.seen')}
          placeholder={t('assets.seen')}
          className={classes['filter'] ?? ''}
          data={[
            { value: never, label: t('assets.neverSeen') },
            ...[30, 90, 180, 365].map((days) => ({ value: String(days), label: t('assets.notSeenFor', { days }) })),
          ]}
          comboboxProps={{ width: 260, position: 'bottom-end' }}
          clearable
          value={
            search.neverSeen === true
              ? never
              : search.notSeenForDays === undefined
                ? null
                : String(search.notSeenForDays)
          }
          onChange={(value) =>
            change({
              neverSeen: value === never ? true : undefined,
              notSeenForDays: value === never ? undefined : single(value),
            })
          }
        />
        <Tooltip label={t('filter.openKey')}>
          <Button
            variant={conditions > 0 ? 'light' : 'default'}
            leftSection={<IconFilter size={15} />}
            onClick={openBuilder}
            px="sm"
          >
            {conditions > 0 ? t('filter.openCount', { count: conditions }) : t('filter.open')}
          </Button>
        </Tooltip>
      </ListBar>
      <FilterChips chips={chipsOfFilter(filterOf(search), fields, change, openBuilder)} clear={clear} />
      {building ? (
        <FilterBuilder
          fields={fields}
          value={search.where}
          onApply={(where) => change({ where })}
          onClose={() => setBuilding(false)}
        />
      ) : null}
    </>
  );
}
