import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import classes from './row-buttons.module.css';

/** Adds a row to a form, under the rows that there are. */
export function AddRowButton({ label, add }: { label: string; add: () => void }) {
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      style={{ alignSelf: 'flex-start' }}
      leftSection={<IconPlus size={14} />}
      onClick={add}
    >
      {label}
    </Button>
  );
}

/** Takes a row out of a form; it stands beside fields that have their labels above them. */
export function RemoveRowButton({
  label,
  disabled = false,
  remove,
}: {
  label: string;
  /** Where one row has to stay. */
  disabled?: boolean;
  remove: () => void;
}) {
  return (
    <ActionIcon
      className={classes['remove'] ?? ''}
      variant="subtle"
      color="gray"
      aria-label={label}
      disabled={disabled}
      onClick={remove}
    >
      <IconTrash size={16} />
    </ActionIcon>
  );
}
