import { Button, Modal, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

/** What to write to the holders of announced seats, ready to be copied. */
export function HarvestNotices({ onClose }: { onClose: () => void }) {
  const notices = useQuery(rpc.licences.harvestNotices.queryOptions()).data ?? [];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('licences.notices')}
      size={620}
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack gap="md">
        {notices.map(({ person, email, seats }) => {
          const words = t('licences.noticeText', {
            name: person.name,
            seats: seats.map((seat) => `${seat.product} (${formatDay(seat.takesEffectOn)})`).join(', '),
          });
          return (
            <div key={person.id}>
              <Textarea
                label={email === null ? person.name : `${person.name} · ${email}`}
                readOnly
                autosize
                value={words}
              />
              <Button
                mt={4}
                size="compact-xs"
                variant="default"
                onClick={() => void navigator.clipboard.writeText(words).then(() => announce(t('licences.copied')))}
              >
                {t('licences.copy')}
              </Button>
            </div>
          );
        })}
      </Stack>
    </Modal>
  );
}
