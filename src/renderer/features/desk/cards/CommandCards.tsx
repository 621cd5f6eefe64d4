import { Button, Group, Table, Text } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { codeOfCard, commandCards } from '#shared/features/desk/command-card.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** Verbs as cards on the desk, so that nobody has to put the scanner down: what each does, and how to get them on paper. */
export function CommandCards() {
  const language = useLanguage();
  const mayPrint = useMay()('label.print');
  const save = useMutation({
    mutationFn: () => client.desk.saveCommandCards({ language }),
    onSuccess: ({ path }) => {
      if (path !== null) announce(t('labels.pdfSaved', { path }));
    },
  });
  return (
    <Panel
      title={t('cards.title')}
      actions={
        mayPrint ? (
          <Button
            size="compact-sm"
            leftSection={<IconFileTypePdf size={14} />}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            {t('cards.savePdf')}
          </Button>
        ) : null
      }
      flush
    >
      <Group p="md" pb="xs">
        <Text size="sm" c="dimmed" maw={680}>
          {t('cards.hint')}
        </Text>
        {save.error === null ? null : <FailureAlert sentence={sentenceOfError(save.error)} />}
      </Group>
      <Table aria-label={t('cards.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={170}>{t('cards.card')}</Table.Th>
            <Table.Th>{t('cards.means')}</Table.Th>
            <Table.Th w={170}>{t('cards.code')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {commandCards.map((card) => (
            <Table.Tr key={card}>
              <Table.Td fw={600}>{word('commandCard', card)}</Table.Td>
              <Table.Td>{word('commandCardMeans', card)}</Table.Td>
              <Table.Td ff="monospace">{codeOfCard(card)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
