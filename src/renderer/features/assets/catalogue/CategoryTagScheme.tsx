import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { initialTagScheme, isUsableScheme } from '#shared/features/assets/tag-scheme.ts';
import type { TagScheme } from '#shared/features/assets/tag-scheme.ts';
import type { Category } from '#shared/features/assets/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { TagSchemeFields } from '../tag-scheme/TagSchemeFields.tsx';

/** What the preview fills in for the tokens. */
const example = { site: 'HQ', year: String(new Date().getFullYear()) };

/** Tags of a category: as everywhere, or by a scheme of its own. */
export function CategoryTagScheme({ category }: { category: Category }) {
  const may = useMay();
  const schemes = useQuery(rpc.assets.listTagSchemes.queryOptions()).data;
  const settings = useQuery(rpc.setup.getSettings.queryOptions()).data;
  const [draft, setDraft] = useState<TagScheme | null>(null);
  const set = useAction(
    (scheme: TagScheme | null) => client.assets.setCategoryTagScheme({ categoryId: category.id, scheme }),
    () => {
      setDraft(null);
      announce(t('categories.saved'));
    },
  );
  if (schemes === undefined || settings === undefined) return null;
  const own = schemes.find(({ categoryId }) => categoryId === category.id)?.scheme ?? null;
  const shown = draft ?? own;
  const editable = may('settings.edit');
  return (
    <Panel title={t('setup.tagScheme')}>
      {shown === null ? (
        <Group justify="space-between">
          <Text size="sm">{t('categories.tagsAsEverywhere')}</Text>
          {editable ? (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setDraft({ ...initialTagScheme, ...settings.tagScheme, prefix: '{CATEGORY}-' })}
            >
              {t('categories.tagsOfItsOwn')}
            </Button>
          ) : null}
        </Group>
      ) : (
        <Stack gap="sm">
          <TagSchemeFields
            scheme={shown}
            change={(part) => setDraft({ ...shown, ...part })}
            example={{ ...example, category: category.code }}
            number={settings.nextTagNumber}
            disabled={!editable}
          />
          {editable ? (
            <Group gap="xs">
              <Button
                disabled={draft === null || !isUsableScheme(draft)}
                loading={set.isPending}
                onClick={() => set.mutate(draft)}
              >
                {t('action.save')}
              </Button>
              {draft === null ? null : (
                <Button variant="default" onClick={() => setDraft(null)}>
                  {t('action.cancel')}
                </Button>
              )}
              {own === null ? null : (
                <Button variant="subtle" color="gray" onClick={() => set.mutate(null)}>
                  {t('categories.tagsTakeAway')}
                </Button>
              )}
            </Group>
          ) : null}
        </Stack>
      )}
    </Panel>
  );
}
