import { Button, Group, MultiSelect, NumberInput, Stack, Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { KioskPolicy } from '#shared/features/kiosk/contract.ts';
import { useCategoryChoices } from '#renderer/features/assets/use-register-choices.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';

const lent = ['pools', 'kits', 'supplies'] as const;

/** What may be borrowed without an operator, and when the screen clears itself. */
export function KioskPolicyForm({ policy }: { policy: KioskPolicy }) {
  const mayChange = useMay()('settings.edit');
  const categories = useCategoryChoices();
  const [values, setValues] = useState(policy);
  const saving = useMutation({
    mutationFn: () => client.kiosk.setPolicy(values),
    onSuccess: () => announce(t('kiosk.policySaved')),
  });
  return (
    <Panel title={t('kiosk.policy')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <Stack gap="md" maw={640}>
          <MultiSelect
            label={t('kiosk.categories')}
            description={t('kiosk.categoriesHint')}
            data={categories}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('action.clear') }}
            hidePickedOptions
            disabled={!mayChange}
            value={values.categoryIds.map(String)}
            onChange={(chosen) => setValues({ ...values, categoryIds: chosen.map(Number) })}
          />
          {lent.map((key) => (
            <Switch
              key={key}
              label={t(`kiosk.lends_${key}`)}
              description={t(`kiosk.lends_${key}Hint`)}
              disabled={!mayChange}
              checked={values[key]}
              onChange={(event) => setValues({ ...values, [key]: event.currentTarget.checked })}
            />
          ))}
          <NumberInput
            label={t('kiosk.idleSeconds')}
            description={t('kiosk.idleSecondsHint')}
            w={260}
            min={10}
            max={600}
            allowDecimal={false}
            disabled={!mayChange}
            value={values.idleSeconds}
            onChange={(seconds) =>
              setValues({ ...values, idleSeconds: typeof seconds === 'number' ? seconds : policy.idleSeconds })
            }
          />
          <Switch
            label={t('kiosk.blockOverdue')}
            disabled={!mayChange}
            checked={values.blockOverdue}
            onChange={(event) => setValues({ ...values, blockOverdue: event.currentTarget.checked })}
          />
          {saving.error === null ? null : <FailureAlert sentence={sentenceOfError(saving.error)} />}
          {mayChange ? (
            <Group>
              <Button type="submit" loading={saving.isPending}>
                {t('action.save')}
              </Button>
            </Group>
          ) : null}
        </Stack>
      </form>
    </Panel>
  );
}
