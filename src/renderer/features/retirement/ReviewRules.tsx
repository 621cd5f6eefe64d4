import { Button, Group, Loader, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { reviewCriteria } from '#shared/features/retirement/review.ts';
import type { ReviewPolicy } from '#shared/features/retirement/review.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

/** By what assets become candidates for retirement, and how much each of it weighs. */
export function ReviewRules() {
  const { data } = useQuery(rpc.retirement.reviewPolicy.queryOptions({ input: undefined }));
  return (
    <Panel title={t('review.rules')}>
      {data === undefined ? <Loader size="sm" /> : <Rules key={JSON.stringify(data)} policy={data} />}
    </Panel>
  );
}

function Rules({ policy }: { policy: ReviewPolicy }) {
  const may = useMay();
  const [value, setValue] = useState(policy);
  const save = useAction(
    () => client.retirement.saveReviewPolicy(value),
    () => announce(t('review.rulesSaved')),
  );
  const locked = !may('settings.edit');
  const whole = (next: number | string, before: number) => (typeof next === 'number' ? Math.floor(next) : before);
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('review.weightsHint')}
      </Text>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        {reviewCriteria.map((criterion) => (
          <NumberInput
            key={criterion}
            label={word('reviewCriterion', criterion)}
            min={0}
            max={10}
            allowDecimal={false}
            disabled={locked}
            value={value.weights[criterion]}
            onChange={(next) =>
              setValue({
                ...value,
                weights: { ...value.weights, [criterion]: whole(next, value.weights[criterion]) },
              })
            }
          />
        ))}
        <NumberInput
          label={t('review.lifeMonths')}
          description={t('review.lifeMonthsHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          min={6}
          max={360}
          allowDecimal={false}
          disabled={locked}
          value={value.lifeMonths}
          onChange={(next) => setValue({ ...value, lifeMonths: whole(next, value.lifeMonths) })}
        />
        <NumberInput
          label={t('review.least')}
          description={t('review.leastHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          min={1}
          max={60}
          allowDecimal={false}
          disabled={locked}
          value={value.least}
          onChange={(next) => setValue({ ...value, least: whole(next, value.least) })}
        />
      </SimpleGrid>
      {locked ? null : (
        <Group>
          <Button loading={save.isPending} onClick={() => save.mutate(undefined)}>
            {t('action.save')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
