import { TextInput } from '@mantine/core';
import { failureOf } from '#renderer/rpc/failure.ts';
import { t } from '#renderer/ui/text/t.ts';

/** Whether a refusal may be answered by writing down what stands in for a second person. */
export function wantsControl(error: unknown): boolean {
  const { code, facts } = failureOf(error);
  return code === 'SEPARATION_OF_DUTIES' && facts['smallTeam'] === true;
}

/** Shown once a small team has been refused two duties in one person. */
export function ControlField({ value, change }: { value: string; change: (text: string) => void }) {
  return (
    <TextInput
      label={t('procurement.control')}
      description={t('procurement.controlHint')}
      maxLength={500}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
