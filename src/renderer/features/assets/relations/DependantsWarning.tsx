import { Alert, Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Dependant } from '#shared/features/assets/relation-contract.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './relations.module.css';

interface DependantsWarningProps {
  dependants: readonly Dependant[];
  seen: boolean;
  onSeen: (seen: boolean) => void;
}

/** Names what depends on an asset that is about to leave service; going on needs a tick. */
export function DependantsWarning({ dependants, seen, onSeen }: DependantsWarningProps) {
  return (
    <Alert
      color="orange"
      variant="light"
      role="alert"
      icon={<IconAlertTriangle size={18} />}
      title={t('relations.warning', { count: dependants.length })}
    >
      <ul className={classes['dependants']} tabIndex={0} aria-label={t('relations.dependants')}>
        {dependants.map(({ asset: { id, tag, name }, path }) => (
          <li key={id}>
            <strong>{tag}</strong> {name}{' '}
            {path.length > 2 ? <span className={classes['way']}>({path.slice(1, -1).join(' → ')})</span> : null}
          </li>
        ))}
      </ul>
      <Checkbox
        mt="sm"
        label={t('relations.goOn')}
        checked={seen}
        onChange={(event) => onSeen(event.currentTarget.checked)}
      />
    </Alert>
  );
}
