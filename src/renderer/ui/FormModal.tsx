import { Button, Group, Modal, Stack } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { FailureAlert } from './FailureAlert.tsx';
import { t } from './text/t.ts';

interface FormModalProps {
  title: string;
  submitLabel: string;
  onSubmit: () => void;
  onClose: () => void;
  busy?: boolean;
  failure?: string | null;
  size?: string | number;
  submitDisabled?: boolean;
  children: ReactNode;
}

/** The one way to fill in a form: Ctrl+S or Enter saves, Esc leaves, what went wrong stands above the buttons. */
export function FormModal(props: FormModalProps) {
  const { title, submitLabel, onSubmit, onClose, busy = false, failure = null, size = 'md', children } = props;
  const form = useRef<HTMLFormElement>(null);
  const showProblem = () => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };
  // The first field that was refused may lie outside of what is seen.
  useEffect(showProblem, [failure]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    onSubmit();
    requestAnimationFrame(showProblem);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      onKeyDown={(event) => {
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
          event.preventDefault();
          form.current?.requestSubmit();
        }
      }}
    >
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="sm">
          {children}
          {failure === null ? null : <FailureAlert sentence={failure} />}
          <Group justify="flex-end" gap="xs" mt={4}>
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={props.submitDisabled ?? false}>
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
