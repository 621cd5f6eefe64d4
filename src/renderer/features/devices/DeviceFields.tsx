import { Autocomplete, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  cardNotations,
  deviceKinds,
  deviceUses,
  lineFramings,
  readerRegions,
} from '#shared/features/devices/contract.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { bitChoices, connectionsOf, speeds, usualOf } from './device-values.ts';
import type { DeviceFormState, PortFound } from './device-values.ts';

const words = (family: string, values: readonly string[]) =>
  values.map((value) => ({ value, label: word(family, value) }));

interface FieldsProps {
  form: DeviceFormState;
}

/** What the device is and where it is plugged in. */
export function ConnectionFields({ form, ports }: FieldsProps & { ports: readonly PortFound[] }) {
  const { type, path } = form.values;
  const paths = ports.map((port) => ({
    value: port.path,
    label: port.name ? `${port.path} · ${port.name}` : port.path,
  }));
  if (path !== '' && !paths.some(({ value }) => value === path)) paths.push({ value: path, label: path });
  return (
    <>
      <Select
        label={t('devices.kind')}
        allowDeselect={false}
        data={words('deviceKind', deviceKinds)}
        {...form.getInputProps('kind')}
        onChange={(kind) => form.setValues(usualOf(kind ?? '', type))}
      />
      <Select
        label={t('devices.connection')}
        allowDeselect={false}
        data={words('deviceConnection', connectionsOf(form.values.kind))}
        {...form.getInputProps('type')}
      />
      {type === 'serial' ? (
        <Select
          label={t('devices.port')}
          withAsterisk
          searchable
          data={paths}
          nothingFoundMessage={t('devices.noPort')}
          placeholder={paths.length === 0 ? t('devices.noPort') : ''}
          {...form.getInputProps('path')}
        />
      ) : null}
      {type === 'pcsc' ? <CardReaderSelect form={form} /> : null}
      {type === 'tcp' ? (
        <Group grow align="start">
          <TextInput label={t('labels.host')} withAsterisk {...form.getInputProps('host')} />
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
    </>
  );
}

/** Which reader of smart cards; without the package or the service there is none, and that is said. */
function CardReaderSelect({ form }: FieldsProps) {
  const found = useQuery(rpc.devices.cardReaders.queryOptions()).data;
  const names = found?.names ?? [];
  const { reader } = form.values;
  const known = reader === '' || names.includes(reader) ? names : [...names, reader];
  return (
    <Select
      label={t('devices.cardReader')}
      placeholder={t('devices.anyCardReader')}
      clearable
      data={known}
      description={
        found === undefined || found.state === 'ready'
          ? t('devices.anyCardReaderHint')
          : word('deviceStateHint', found.state)
      }
      value={reader === '' ? null : reader}
      onChange={(name) => form.setFieldValue('reader', name ?? '')}
    />
  );
}

/** How what the device sends is to be read. */
export function ReadingFields({ form }: FieldsProps) {
  const { kind, type } = form.values;
  const isText = kind === 'scanner' || kind === 'pattern';
  return (
    <>
      {type === 'serial' ? (
        <Group grow align="start">
          <Autocomplete
            label={t('devices.speed')}
            inputMode="numeric"
            data={speeds}
            filter={({ options }) => options}
            {...form.getInputProps('baudRate')}
          />
          <Select
            label={t('devices.bits')}
            allowDeselect={false}
            data={words('deviceBits', bitChoices)}
            {...form.getInputProps('bits')}
          />
        </Group>
      ) : null}
      {isText ? (
        <Select
          label={t('devices.framing')}
          allowDeselect={false}
          data={words('deviceFraming', lineFramings)}
          {...form.getInputProps('framing')}
        />
      ) : null}
      {kind === 'em4100' || kind === 'pcsc' ? (
        <Select
          label={t('devices.notation')}
          description={t('devices.notationHint')}
          allowDeselect={false}
          data={words('cardNotation', cardNotations)}
          {...form.getInputProps('notation')}
        />
      ) : null}
      {kind === 'mercury' ? (
        <Select
          label={t('devices.region')}
          description={t('devices.regionHint')}
          allowDeselect={false}
          data={words('readerRegion', readerRegions)}
          {...form.getInputProps('region')}
        />
      ) : null}
      {kind === 'pattern' ? (
        <TextInput
          label={t('devices.pattern')}
          description={t('devices.patternHint')}
          {...form.getInputProps('pattern')}
        />
      ) : null}
    </>
  );
}

/** What the device is called and what its reads are for. */
export function UseFields({ form }: FieldsProps) {
  const { kind } = form.values;
  const hasLine = kind === 'scanner' || kind === 'pattern' || kind === 'em4100';
  return (
    <>
      <TextInput label={t('field.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
      <Select
        label={t('devices.use')}
        description={word('deviceUseHint', form.values.use)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        allowDeselect={false}
        data={words('deviceUse', deviceUses)}
        {...form.getInputProps('use')}
      />
      {hasLine ? (
        <TextInput
          label={t('devices.beep')}
          description={t('devices.beepHint')}
          placeholder="07"
          {...form.getInputProps('beep')}
        />
      ) : null}
    </>
  );
}
