import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { parseAssetSearch } from '#renderer/features/assets/asset-search.ts';
import type { AssetListSearch } from '#renderer/features/assets/asset-search.ts';
import { AssetsPage } from '#renderer/features/assets/AssetsPage.tsx';
import { PrintLabelsButton } from '#renderer/features/labels/PrintLabelsButton.tsx';
import { ExportMenu } from '#renderer/features/spreadsheets/ExportMenu.tsx';

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
  return (
    <AssetsPage
      search={search}
      show={show}
      open={open}
      listActions={(shown) => <ExportMenu search={shown} />}
      selectionActions={(ids) => (
        <PrintLabelsButton assetIds={ids} compact openLabels={() => void navigate({ to: '/labels' })} />
      )}
    />
  );
}
