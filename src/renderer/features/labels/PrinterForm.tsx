import { Checkbox, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import {
  brotherDpi,
  printerHost,
  printerLanguages,
  printerTransports,
  queueName,
} from '#shared/features/labels/printer-contract.ts';
import type { Printer, PrinterTransport } from '#shared/features/labels/printer-contract.ts';
import { mediaFor } from '#shared/features/labels/media.ts';
import { client } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { mediumGroups } from './medium-choice.ts';
import { QueueField } from './QueueField.tsx';

const resolutions = [203, 300, 600] as const;
const throughSystem = (transport: PrinterTransport) => transport === 'queue' || transport === 'pages';

export function PrinterForm({ printer, onClose }: { printer: Printer | null; onClose: () => void }) {
  const form = useForm({
    initialValues: {
      name: printer?.name ?? '',
      transport: printer?.transport ?? 'tcp',
      host: printer?.host ?? '',
      port: printer?.port ?? 9100,
      queue: printer?.queue ?? '',
      language: printer?.language ?? 'zpl',
      dpi: String(printer?.dpi ?? 203),
      mediumKey: printer?.mediumKey ?? null,
      offsetXDots: printer?.offsetXDots ?? 0,
      offsetYDots: printer?.offsetYDots ?? 0,
      darkness: (printer?.darkness ?? '') as number | string,
      encodes: printer?.encodes ?? false,
    },
    validate: {
      name: (value) => (value.trim() === '' ? t('issue.required') : null),
      host: (value, { transport }) =>
        transport !== 'tcp' || printerHost.safeParse(value).success ? null : t('issue.host'),
      queue: (value, { transport }) =>
        !throughSystem(transport) || queueName.safeParse(value).success ? null : t('issue.required'),
    },
  });
  const { transport, language } = form.values;
  const isBrother = language === 'brother' && transport !== 'pages';
  const mayEncode = language === 'zpl' && (transport === 'tcp' || transport === 'simulator');
  const offered = mediaFor(transport, language);
  const saving = useMutation({
    mutationFn: (values: typeof form.values) =>
      client.labels.savePrinter({
        id: printer?.id ?? null,
        name: values.name.trim(),
        transport,
        ...(transport === 'tcp' ? { host: values.host.trim() } : {}),
        port: Number(values.port),
        queue: throughSystem(transport) ? values.queue.trim() : null,
        language: transport === 'pages' ? 'zpl' : language,
        dpi: isBrother ? brotherDpi : (resolutions.find((dpi) => String(dpi) === values.dpi) ?? 203),
        mediumKey: offered.some(({ key }) => key === values.mediumKey) ? values.mediumKey : null,
        offsetXDots: Number(values.offsetXDots),
        offsetYDots: Number(values.offsetYDots),
        darkness: values.darkness === '' ? null : Number(values.darkness),
        encodes: mayEncode && values.encodes,
      }),
    onSuccess: onClose,
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  return (
    <FormModal
      title={printer === null ? t('labels.addPrinter') : printer.name}
      submitLabel={t('action.save')}
      size="lg"
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
      onClose={onClose}
    >
      <TextInput label={t('field.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
      <Select
        label={t('printers.transport')}
        description={t(`printers.transportHint.${transport}`)}
        allowDeselect={false}
        data={printerTransports.map((value) => ({ value, label: t(`printers.transport.${value}`) }))}
        {...form.getInputProps('transport')}
      />
      {transport === 'tcp' ? (
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
      ) : null}
      {throughSystem(transport) ? <QueueField {...form.getInputProps('queue')} /> : null}
      <Group grow align="start">
        {transport === 'pages' ? null : (
          <Select
            label={t('labels.language')}
            allowDeselect={false}
            data={printerLanguages.map((value) => ({ value, label: t(`labels.language.${value}`) }))}
            {...form.getInputProps('language')}
          />
        )}
        <Select
          label={t('labels.dpi')}
          allowDeselect={false}
          data={resolutions.map(String)}
          {...form.getInputProps('dpi')}
          {...(isBrother ? { value: String(brotherDpi), disabled: true } : {})}
        />
      </Group>
      <Select
        label={t('printers.medium')}
        description={t('printers.mediumHint')}
        placeholder={t('printers.mediumUnknown')}
        searchable
        clearable
        data={mediumGroups(offered)}
        {...form.getInputProps('mediumKey')}
        value={offered.some(({ key }) => key === form.values.mediumKey) ? form.values.mediumKey : null}
      />
      {transport === 'pages' ? null : (
        <Group grow align="start">
          <NumberInput
            label={t('labels.darkness')}
            min={0}
            max={30}
            allowDecimal={false}
            placeholder={t('labels.printerDecides')}
            {...form.getInputProps('darkness')}
          />
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
      )}
      {mayEncode ? (
        <Checkbox
          label={t('printers.encodes')}
          description={t('printers.encodesHint')}
          {...form.getInputProps('encodes', { type: 'checkbox' })}
        />
      ) : null}
    </FormModal>
  );
}
