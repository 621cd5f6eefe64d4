import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { parseAssetSearch } from '#renderer/features/assets/asset-search.ts';
import type { AssetListSearch } from '#renderer/features/assets/asset-search.ts';
import { AssetsPage } from '#renderer/features/assets/AssetsPage.tsx';
import { PrintLabelsButton } from '#renderer/features/labels/PrintLabelsButton.tsx';
import { exportOf } from '#renderer/features/spreadsheets/export-of.ts';
import { ExportMenu } from '#renderer/features/spreadsheets/ExportMenu.tsx';
import { ViewsOfAddress } from './ViewsOfAddress.tsx';

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
          <ViewsOfAddress
            list="assets"
            search={search}
            seen={seen}
            placeColumns={placeColumns}
            parse={parseAssetSearch}
            show={show}
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
