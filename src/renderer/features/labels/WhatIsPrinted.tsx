import { Button, Group, Text } from '@mantine/core';
import type { PrintedKind } from '#shared/features/labels/contract.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import { t } from '#renderer/ui/text/t.ts';

const lists = {
  asset: hrefTo('/assets'),
  person: hrefTo('/people'),
  place: hrefTo('/places'),
  kit: hrefTo('/loans', { tab: 'kits' }),
  article: hrefTo('/supplies'),
} as const;
/** Names that are told of what is about to be printed; of the rest the number is. */
const namesTold = 6;

interface WhatIsPrintedProps {
  kind: PrintedKind;
  ids: readonly number[];
  names: readonly string[];
}

/** What was chosen for printing, or where to choose. */
export function WhatIsPrinted({ kind, ids, names }: WhatIsPrintedProps) {
  if (ids.length === 0) {
    return (
      <>
        <Text>{t('labels.noSelection')}</Text>
        <Group gap="xs">
          {(['asset', 'person', 'place', 'kit', 'article'] as const).map((each) => (
            <Button key={each} component="a" href={lists[each]} variant="default" size="compact-md">
              {t(`labels.choose.${each}`)}
            </Button>
          ))}
        </Group>
      </>
    );
  }
  const told = names.slice(0, namesTold).join(', ');
  const more = ids.length - Math.min(ids.length, namesTold);
  return (
    <div>
      <Text fw={600}>{t(`labels.selection.${kind}`, { count: ids.length })}</Text>
      <Text size="sm" c="dimmed">
        {more > 0 ? t('labels.andMore', { names: told, count: more }) : told}
      </Text>
    </div>
  );
}
