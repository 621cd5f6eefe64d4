import { Button, Group } from '@mantine/core';
import type { Field } from '#shared/features/assets/fields.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { t } from '#renderer/ui/text/t.ts';

/** Shown one at a time, since every look is journalled; gone again with a press or with the page. */
export function SecretFact({ assetId, field }: { assetId: number; field: Field }) {
  const may = useMay();
  const reveal = useAction(() => client.assets.revealSecret({ assetId, fieldId: field.id }));
  if (!may('asset.secret.view')) return t('fields.secretHidden');
  const shown = reveal.data?.text;
  return (
    <Group gap={8} wrap="nowrap" align="start">
      <span className="numbers" role="status">
        {shown ?? '••••••'}
      </span>
      <Button
        size="compact-xs"
        variant="default"
        loading={reveal.isPending}
        aria-label={t(shown === undefined ? 'fields.showSecret' : 'fields.hideSecret', { field: field.name })}
        title={t('fields.showHint')}
        onClick={() => (shown === undefined ? reveal.mutate(undefined) : reveal.reset())}
      >
        {t(shown === undefined ? 'fields.show' : 'fields.hide')}
      </Button>
    </Group>
  );
}
