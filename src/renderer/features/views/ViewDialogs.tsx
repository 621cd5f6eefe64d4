import { useMutation } from '@tanstack/react-query';
import type { ListName, SavedView, ViewContent } from '#shared/features/views/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { ViewForm } from './ViewForm.tsx';

export type ViewDialog = 'new' | 'rename' | 'remove';

interface ViewDialogsProps {
  dialog: ViewDialog;
  list: ListName;
  content: ViewContent;
  view: SavedView | null;
  keep: (view: number | undefined) => void;
  onClose: () => void;
}

/** What is asked before a view is kept under a name, renamed or deleted. */
export function ViewDialogs({ dialog, list, content, view, keep, onClose }: ViewDialogsProps) {
  const remove = useMutation({
    mutationFn: ({ id, version }: SavedView) => client.views.remove({ id, version }),
    onSuccess: () => {
      announce(t('views.removed'));
      keep(undefined);
      onClose();
    },
  });
  if (dialog === 'new' || view === null) {
    return (
      <ViewForm
        title={t('views.saveAs')}
        initial={{ name: '', shared: false }}
        save={async (named) => {
          const { id } = await client.views.create({ list, content, ...named });
          keep(id);
        }}
        onClose={onClose}
      />
    );
  }
  if (dialog === 'rename') {
    return (
      <ViewForm
        title={t('views.rename')}
        initial={view}
        save={(named) => client.views.rename({ id: view.id, version: view.version, ...named })}
        onClose={onClose}
      />
    );
  }
  return (
    <ConfirmDialog
      title={t('views.removeTitle', { name: view.name })}
      confirmLabel={t('views.remove')}
      busy={remove.isPending}
      failure={remove.error === null ? null : sentenceOfError(remove.error)}
      onConfirm={() => remove.mutate(view)}
      onClose={onClose}
    >
      {t(view.shared ? 'views.removeSharedHint' : 'views.removeHint')}
    </ConfirmDialog>
  );
}
