import { Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { HoldButton } from '#renderer/ui/HoldButton.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** Blocks of tags for rolls of labels that are printed ahead. */
export function LabelRolls() {
  const blocks = useQuery(rpc.assets.listTagBlocks.queryOptions());
  const categories = useQuery(rpc.assets.listCategories.queryOptions()).data ?? [];
  const [count, setCount] = useState(50);
  const [note, setNote] = useState('');
  const [category, setCategory] = useState<string | null>(null);
  const reserve = useAction(
    (categoryId: number) => client.assets.reserveTags({ count, note, categoryId, placeId: null }),
    ({ tags }) => announce(t('rolls.reserved', { first: tags[0] ?? '', last: tags.at(-1) ?? '' })),
  );
  const release = useAction(
    (blockId: number) => client.assets.releaseTags({ blockId }),
    ({ released }) => announce(t('rolls.released', { count: released })),
  );
  return (
    <Panel title={t('rolls.title')}>
      <Stack gap="sm">
        <Group align="end">
          <NumberInput
            label={t('rolls.count')}
            w={110}
            min={1}
            max={1000}
            allowDecimal={false}
            value={count}
            onChange={(value) => setCount(Number(value))}
          />
          <Select
            label={t('field.category')}
            searchable
            data={categories
              .filter(({ archived }) => !archived)
              .map(({ id, name }) => ({ value: String(id), label: name }))}
            value={category}
            onChange={setCategory}
          />
          <TextInput label={t('rolls.note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          <Button
            disabled={category === null || count < 1}
            loading={reserve.isPending}
            onClick={() => reserve.mutate(Number(category))}
          >
            {t('rolls.reserve')}
          </Button>
        </Group>
        {blocks.error === null ? null : <FailureAlert sentence={sentenceOfError(blocks.error)} />}
        {blocks.data?.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('rolls.none')}
          </Text>
        ) : null}
        {blocks.data?.map(({ id, first, last, total, used, released, note: about }) => (
          <Group key={id} justify="space-between">
            <Text size="sm">
              <strong>
                {first} – {last}
              </strong>{' '}
              {about} · {t('rolls.state', { used, total, released })}
            </Text>
            {used + released < total ? (
              <HoldButton size="compact-sm" variant="default" onHeld={() => release.mutate(id)}>
                {t('rolls.release')}
              </HoldButton>
            ) : null}
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}
