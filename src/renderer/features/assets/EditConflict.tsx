import { Alert, Button, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { findText, t } from '#renderer/ui/text/t.ts';
import { depreciationInWords } from './depreciation/depreciation-text.ts';
import type { Clash, Conflict } from './edit-conflict.ts';
import { useFields } from './fields/use-fields.ts';

/** Somebody else has saved the same asset meanwhile: who, when, and what both changed. */
export function EditConflict({ conflict, take }: { conflict: Conflict; take: (clash: Clash) => void }) {
  const { by, at, clashes } = conflict;
  const fields = useFields();
  /** Fields of the form that name another record are called as the fact is, fields of categories by their own name. */
  const nameOf = ({ key }: Clash): string =>
    fields.find(({ id }) => key === `field:${id}`)?.name ?? findText(`field.${key.replace(/Id$/, '')}`) ?? key;
  /** What the other has saved, in words. */
  const theirsIn = ({ key, theirs }: Clash): string =>
    (key === 'depreciationMethod' ? depreciationInWords(conflict.fresh.depreciation) : theirs) ?? '';
  // It stands above a form that may have been scrolled far down to its button.
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.scrollIntoView({ block: 'center' }), [conflict.fresh.version]);
  return (
    <Alert
      ref={element}
      color="yellow"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      role="alert"
      p="sm"
      title={t('conflict.title', { by, at: at === null ? null : formatInstant(at) })}
    >
      {clashes.length === 0 ? (
        <Text size="sm">{t('conflict.none')}</Text>
      ) : (
        <>
          <Text size="sm" mb={4}>
            {t('conflict.both')}
          </Text>
          <List size="sm" spacing={4}>
            {clashes.map((clash) => (
              <List.Item key={clash.key}>
                {t('conflict.thereNow', {
                  field: nameOf(clash),
                  value: theirsIn(clash) === '' ? t('import.emptyValue') : theirsIn(clash),
                })}{' '}
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={t('conflict.takeOf', { field: nameOf(clash) })}
                  onClick={() => take(clash)}
                >
                  {t('conflict.take')}
                </Button>
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Alert>
  );
}
