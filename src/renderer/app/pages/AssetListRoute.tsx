import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { parseAssetSearch } from '#renderer/features/assets/asset-search.ts';
import type { AssetListSearch } from '#renderer/features/assets/asset-search.ts';
import { AssetsPage } from '#renderer/features/assets/AssetsPage.tsx';
import { PrintLabelsButton } from '#renderer/features/labels/PrintLabelsButton.tsx';
import { exportOf } from '#renderer/features/spreadsheets/export-of.ts';
import { ExportMenu } from '#renderer/features/spreadsheets/ExportMenu.tsx';
import { ViewPicker } from '#renderer/features/views/ViewPicker.tsx';

export function AssetListRoute() {
  const search = parseAssetSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const show = useCallback(
    (next: AssetListSearch) => void navigate({ to: '/assets', search: next, replace: true }),
    [navigate],
  );
  const open = useCallback(
    (id: number) => void navigate({ to: '/assets/$id', params: { id: String(id) } }),
    [navigate],
  );
  const { sort, direction } = search;
  return (
    <AssetsPage
      search={search}
      show={show}
      open={open}
      listActions={(seen, placeColumns) => (
        <>
          <ViewPicker
            list="assets"
            seen={seen}
            chosen={search.view ?? null}
            untouched={Object.keys(search).length === 0}
            keep={(view) => show({ ...search, view })}
            take={(view) => {
              placeColumns(view.columns);
              const { by, direction: way } = view.sort;
              show(parseAssetSearch({ ...view.filter, sort: by, direction: way, view: view.id }));
            }}
          />
          <ExportMenu list={{ list: 'assets', sort, direction, ...exportOf(seen) }} />
        </>
      )}
      selectionActions={(ids) => (
        <PrintLabelsButton kind="asset" ids={ids} compact openLabels={() => void navigate({ to: '/labels' })} />
      )}
    />
  );
}
