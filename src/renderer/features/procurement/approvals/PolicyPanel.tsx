import { Button, Checkbox, Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { moneyToDecimal } from '#shared/primitives/money.ts';
import type { ProcurementPolicy } from '#shared/features/procurement/policy.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { issueOfMoney, moneyOfText } from '#renderer/ui/text/money.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';

const numbers = [
  'approvedTolerancePercent',
  'approvalDays',
  'reminderDays',
  'priceTolerancePercent',
  'quantityTolerancePercent',
  'usualTaxPercent',
] as const;

export function PolicyPanel({ policy, currency }: { policy: ProcurementPolicy; currency: string }) {
  const mayEdit = useMay()('settings.edit');
  const { secondApproverFromMinor: minor } = policy;
  const form = useForm({
    initialValues: { ...policy, second: minor === null ? '' : moneyToDecimal({ minor, currency }) },
    validate: { second: (value) => issueOfMoney(value, currency) },
  });
  const saving = useAction(
    ({ second, ...values }: typeof form.values) =>
      client.procurement.setPolicy({
        ...values,
        secondApproverFromMinor: moneyOfText(second, currency)?.minor ?? null,
      }),
    () => announce(t('procurement.saved')),
  );
  return (
    <Panel title={t('procurement.policy')}>
      <form onSubmit={form.onSubmit((values) => saving.mutate(values))}>
        <Stack gap="sm">
          <Checkbox
            label={t('procurement.policy.specificationNeeded')}
            disabled={!mayEdit}
            {...form.getInputProps('specificationNeeded', { type: 'checkbox' })}
          />
          <div className={classes['halves']}>
            <TextInput
              label={t('procurement.policy.second', { currency })}
              description={t('procurement.policy.secondHint')}
              disabled={!mayEdit}
              {...form.getInputProps('second')}
            />
            {numbers.map((name) => (
              <NumberInput
                key={name}
                label={t(`procurement.policy.${name}`)}
                description={t(`procurement.policy.${name}Hint`)}
                min={0}
                max={365}
                allowDecimal={false}
                disabled={!mayEdit}
                {...form.getInputProps(name)}
              />
            ))}
          </div>
          {mayEdit ? (
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
