import { Modal } from '@mantine/core';
import type { PaperOwner } from '#shared/features/procurement/papers.ts';
import { t } from '#renderer/ui/text/t.ts';
import { Papers } from './Papers.tsx';

interface PapersDialogProps {
  title: string;
  owner: PaperOwner;
  closed?: boolean;
  onClose: () => void;
}

export function PapersDialog({ title, owner, closed = false, onClose }: PapersDialogProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={820}
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Papers owner={owner} closed={closed} takesPastes />
    </Modal>
  );
}
