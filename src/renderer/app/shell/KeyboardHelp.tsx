import { Kbd, Modal, Table } from '@mantine/core';
import { t } from '#renderer/ui/text/t.ts';
import type { TextKey } from '#renderer/ui/text/t.ts';

const keys: readonly (readonly [string, TextKey])[] = [
  ['Ctrl K', 'help.search'],
  ['Alt 1 … 9, 0', 'help.sections'],
  ['F1', 'help.chapter'],
  ['?', 'help.help'],
  ['Ctrl L', 'help.lock'],
  ['↑ ↓ Home End PgUp PgDn', 'help.rows'],
  ['Enter', 'help.openRow'],
  ['Space', 'help.selectRow'],
  ['/', 'help.searchList'],
  ['Ctrl Shift F', 'help.filter'],
  ['F2', 'help.edit'],
  ['Ctrl S', 'help.save'],
  ['Ctrl Enter', 'help.finish'],
  ['Tab', 'help.next'],
  ['Esc', 'help.escape'],
  ['Ctrl Z', 'help.undo'],
];

export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('help.title')}
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Table verticalSpacing={6} aria-label={t('help.title')}>
        <Table.Tbody>
          {keys.map(([key, name]) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" w={200} fw={400}>
                <Kbd>{key}</Kbd>
              </Table.Th>
              <Table.Td>{t(name)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
