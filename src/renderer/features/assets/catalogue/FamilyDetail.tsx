import { Button, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Category, Family } from '#shared/features/assets/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { CategoryForm } from './CategoryForm.tsx';
import { FieldsPanel } from './FieldsPanel.tsx';

const none: [] = [];

interface FamilyDetailProps {
  family: Family;
  categories: readonly Category[];
  choose: (key: string) => void;
}

/** One of the seven families: its own name is fixed, what is below it is not. */
export function FamilyDetail({ family, categories, choose }: FamilyDetailProps) {
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const own = categories.filter((category) => category.family === family && !category.archived);
  const assets = own.reduce((sum, { assetCount }) => sum + assetCount, 0);
  const add = may('catalogue.edit') ? (
    <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
      {t('categories.add')}
    </Button>
  ) : null;
  return (
    <Stack gap="md">
      <Panel title={word('family', family)} actions={add}>
        <FactList
          facts={[
            { label: t('catalogue.categories'), value: formatNumber(own.length) },
            {
              label: t('nav.assets'),
              value: <EntityLink href={hrefTo('/assets', { families: [family] })}>{formatNumber(assets)}</EntityLink>,
            },
          ]}
        />
      </Panel>
      <FieldsPanel owner={{ family, categoryId: null }} inherited={none} />
      {adding ? (
        <CategoryForm
          category={null}
          family={family}
          parent={null}
          categories={categories}
          onClose={() => setAdding(false)}
          onSaved={(id) => choose(String(id))}
        />
      ) : null}
    </Stack>
  );
}
