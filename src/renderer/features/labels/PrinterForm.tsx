import { Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { brotherDpi, printerDetails, printerLanguages } from '#shared/features/labels/contract.ts';
import type { Printer } from '#shared/features/labels/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

const resolutions = [203, 300, 600] as const;

export function PrinterForm({ printer, onClose }: { printer: Printer | null; onClose: () => void }) {
  const form = useForm({
    initialValues: {
      name: printer?.name ?? '',
      host: printer?.host ?? '',
      port: printer?.port ?? 9100,
      language: printer?.language ?? 'zpl',
      dpi: String(printer?.dpi ?? 203),
      offsetXDots: printer?.offsetXDots ?? 0,
      offsetYDots: printer?.offsetYDots ?? 0,
      darkness: (printer?.darkness ?? '') as number | string,
    },
    validate: {
      name: (value) => (value.trim() === '' ? t('issue.required') : null),
      host: (value) => (printerDetails.shape.host.safeParse(value).success ? null : t('issue.host')),
    },
  });
  const saving = useMutation({
    mutationFn: (values: typeof form.values) =>
      client.labels.savePrinter({
        id: printer?.id ?? null,
        name: values.name.trim(),
        host: values.host.trim(),
        port: Number(values.port),
        language: values.language,
        dpi:
          values.language === 'brother' ? brotherDpi : (resolutions.find((dpi) => String(dpi) === values.dpi) ?? 203),
        offsetXDots: Number(values.offsetXDots),
        offsetYDots: Number(values.offsetYDots),
        darkness: values.darkness === '' ? null : Number(values.darkness),
      }),
    onSuccess: onClose,
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  return (
    <FormModal
      title={printer === null ? t('labels.addPrinter') : printer.name}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
      onClose={onClose}
    >
      <TextInput label={t('field.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
      <Group grow align="start">
        <TextInput label={t('labels.host')} withAsterisk placeholder="192.168.1.40" {...form.getInputProps('host')} />
        <NumberInput
          label={t('labels.port')}
          min={1}
          max={65535}
          allowDecimal={false}
          thousandSeparator=""
          {...form.getInputProps('port')}
        />
      </Group>
      <Group grow align="start">
        <Select
          label={t('labels.language')}
          allowDeselect={false}
          data={printerLanguages.map((value) => ({ value, label: t(`labels.language.${value}`) }))}
          {...form.getInputProps('language')}
        />
        <Select
          label={t('labels.dpi')}
          allowDeselect={false}
          data={resolutions.map(String)}
          {...form.getInputProps('dpi')}
          {...(form.values.language === 'brother' ? { value: String(brotherDpi), disabled: true } : {})}
        />
        <NumberInput
          label={t('labels.darkness')}
          min={0}
          max={30}
          allowDecimal={false}
          placeholder={t('labels.printerDecides')}
          {...form.getInputProps('darkness')}
        />
      </Group>
      <Group grow align="start">
        <NumberInput
          label={t('labels.offsetX')}
          min={-200}
          max={200}
          allowDecimal={false}
          {...form.getInputProps('offsetXDots')}
        />
        <NumberInput
          label={t('labels.offsetY')}
          min={-200}
          max={200}
          allowDecimal={false}
          {...form.getInputProps('offsetYDots')}
        />
      </Group>
    </FormModal>
  );
}
