import { Checkbox, Loader } from '@mantine/core';
import {
  IconAppWindow,
  IconArchive,
  IconCertificate,
  IconCloud,
  IconDeviceLaptop,
  IconFileText,
  IconFolder,
  IconNetwork,
  IconPhone,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { inTreeOrder, pathOfCategory } from '#shared/features/assets/category-tree.ts';
import { families } from '#shared/features/assets/model.ts';
import type { Category, Family } from '#shared/features/assets/model.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { TreeColumns } from '#renderer/ui/tree/TreeColumns.tsx';
import { TreeList } from '#renderer/ui/tree/TreeList.tsx';
import type { TreeItem } from '#renderer/ui/tree/TreeList.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { CategoryDetail } from './CategoryDetail.tsx';
import { FamilyDetail } from './FamilyDetail.tsx';

const icons: Readonly<Record<Family, Icon>> = {
  hardware: IconDeviceLaptop,
  software: IconAppWindow,
  digital: IconFileText,
  cloud: IconCloud,
  network: IconNetwork,
  licence: IconCertificate,
  telecom: IconPhone,
};

/** Families, and under each the tree of its categories. */
function itemsOf(categories: readonly Category[], withArchived: boolean): TreeItem<string>[] {
  const shown = categories.filter(({ archived }) => withArchived || !archived);
  return families.flatMap((family) => {
    const own = shown.filter((category) => category.family === family);
    return [
      {
        key: family,
        name: word('family', family),
        path: word('family', family),
        depth: 0,
        icon: icons[family],
        kind: t('field.family'),
        count: own.reduce((sum, { assetCount }) => sum + assetCount, 0),
      },
      ...inTreeOrder(own).map(({ node, depth }) => ({
        key: String(node.id),
        name: node.name,
        path: pathOfCategory(own, node.id)
          .map(({ name }) => name)
          .join(' › '),
        depth: depth + 1,
        icon: node.archived ? IconArchive : IconFolder,
        kind: t(node.archived ? 'categories.archived' : 'field.category'),
        count: node.assetCount,
        faded: node.archived,
      })),
    ];
  });
}

interface CategoriesPanelProps {
  /** A family, or the identifier of a category. */
  chosen: string | null;
  choose: (key: string) => void;
}

/** The tree of categories on the left; what the chosen one is, and asks of its assets, beside it. */
export function CategoriesPanel({ chosen, choose }: CategoriesPanelProps) {
  const query = useQuery(rpc.assets.listCategories.queryOptions());
  const [filter, setFilter] = useState('');
  const [withArchived, setWithArchived] = useState(false);
  const categories = query.data;
  const items = useMemo(() => itemsOf(categories ?? [], withArchived), [categories, withArchived]);
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (categories === undefined) return <Loader size="sm" />;
  const category = categories.find(({ id }) => String(id) === chosen);
  const family = families.find((each) => each === chosen);
  return (
    <TreeColumns
      search={t('categories.search')}
      filter={filter}
      setFilter={setFilter}
      tree={
        <TreeList label={t('catalogue.categories')} items={items} filter={filter} chosen={chosen} choose={choose} />
      }
      foot={
        <Checkbox
          size="xs"
          label={t('categories.showArchived')}
          checked={withArchived}
          onChange={(event) => setWithArchived(event.currentTarget.checked)}
        />
      }
      detail={
        category === undefined && family === undefined ? (
          <Panel>
            <EmptyState title={t('categories.choose')}>{t('categories.chooseHint')}</EmptyState>
          </Panel>
        ) : category === undefined ? (
          <FamilyDetail key={family} family={family ?? 'hardware'} categories={categories} choose={choose} />
        ) : (
          <CategoryDetail key={category.id} category={category} categories={categories} choose={choose} />
        )
      }
    />
  );
}
