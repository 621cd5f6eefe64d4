import { Alert, Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Lot, ReceivedLine } from '#shared/features/retirement/lot.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { AttachmentGallery } from '#renderer/ui/attachments/AttachmentGallery.tsx';
import type { AttachmentStore } from '#renderer/ui/attachments/attachment-store.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** Lines of `serial; number; result`, as they are pasted from a list; only the serial is needed. */
function linesOf(text: string): ReceivedLine[] {
  return text
    .split(/\r?\n/)
    .map((row) => row.split(/[;\t,]/).map((cell) => cell.trim().replaceAll(/^"|"$/g, '')))
    .flatMap(([serial = '', number = '', result = '']) =>
      serial === '' || /^(?:serial|seriennummer)/i.test(serial) ? [] : [{ serial, number, result }],
    );
}

/** What the recycler certified, matched by serial, and where that differs from what was handed over. */
export function ReceivedPanel({ lot }: { lot: Lot }) {
  const may = useMay();
  const [text, setText] = useState('');
  const receive = useAction(
    (lines: ReceivedLine[]) => client.retirement.receiveCertificate({ id: lot.id, lines }),
    ({ matched, unknown }) => {
      announce(t('lots.received', { matched, unknown }));
      setText('');
    },
  );
  const mayReceive = lot.state === 'handed_over' && may('lot.ship');
  const lines = linesOf(text);
  return (
    <Panel title={t('lots.receivedTitle')}>
      <Stack gap="sm">
        {lot.received.length > 0 && lot.missing.length + lot.unknown.length === 0 ? (
          <Text size="sm">{t('lots.allMatched', { count: lot.received.length })}</Text>
        ) : null}
        {lot.received.length > 0 && lot.missing.length > 0 ? (
          <Alert color="orange" variant="light" py={8}>
            {t('lots.missing', { count: lot.missing.length, tags: lot.missing.slice(0, 12).join(', ') })}
          </Alert>
        ) : null}
        {lot.unknown.length > 0 ? (
          <Alert color="red" variant="light" py={8}>
            {t('lots.unknown', { count: lot.unknown.length, serials: lot.unknown.slice(0, 12).join(', ') })}
          </Alert>
        ) : null}
        {lot.received.length === 0 && !mayReceive ? <Text size="sm">{t('lots.noneReceived')}</Text> : null}
        {mayReceive ? (
          <>
            <Textarea
              label={t('lots.receivedList')}
              description={t('lots.receivedHint')}
              autosize
              minRows={3}
              maxRows={10}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Group justify="flex-end" gap="xs">
              <FileButton
                accept=".csv,.txt,text/*"
                onChange={(file) => {
                  if (file !== null) void file.text().then(setText);
                }}
              >
                {(props) => (
                  <Button {...props} variant="default" leftSection={<IconFileImport size={16} />}>
                    {t('lots.receivedFile')}
                  </Button>
                )}
              </FileButton>
              <Button disabled={lines.length === 0} loading={receive.isPending} onClick={() => receive.mutate(lines)}>
                {t('lots.receive', { count: lines.length })}
              </Button>
            </Group>
          </>
        ) : null}
      </Stack>
    </Panel>
  );
}

const storeOf = (lotId: number): AttachmentStore => ({
  name: 'lots',
  attach: (file, thumbnail) => client.retirement.attachPaper({ lotId, file, thumbnail }),
  content: (input) => client.retirement.paperContent(input),
  open: (id) => client.retirement.openPaper({ id }),
  archive: (id) => client.retirement.archivePaper({ id }),
});

/** The recycler's certificates as he sent them. */
export function LotPapers({ lotId }: { lotId: number }) {
  const editable = useMay()('lot.ship');
  const list = useQuery(rpc.retirement.listPapers.queryOptions({ input: { lotId } })).data;
  if (list === undefined || (list.length === 0 && !editable)) return null;
  return <AttachmentGallery store={storeOf(lotId)} list={list} editable={editable} />;
}
