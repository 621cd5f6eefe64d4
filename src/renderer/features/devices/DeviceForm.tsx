import type { Device } from '#shared/features/devices/contract.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { ConnectionFields, ReadingFields, UseFields } from './DeviceFields.tsx';
import { useSavedDevice } from './use-saved-device.ts';

/** Everything about a device that is set up already. */
export function DeviceForm({ device, onClose }: { device: Device; onClose: () => void }) {
  const { form, ports, save, busy, failure } = useSavedDevice(device, onClose);
  return (
    <FormModal
      title={device.name}
      submitLabel={t('action.save')}
      busy={busy}
      failure={failure}
      onSubmit={save}
      onClose={onClose}
    >
      <UseFields form={form} />
      <ConnectionFields form={form} ports={ports} />
      <ReadingFields form={form} />
    </FormModal>
  );
}
