import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { DesignerPage } from '#renderer/features/labels/designer/DesignerPage.tsx';

export function DesignerRoute() {
  const { id = 'new' } = useParams({ strict: false });
  const { copy = false } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <DesignerPage
      key={`${id}-${copy}`}
      id={id === 'new' ? null : id}
      copy={copy}
      opened={(saved) =>
        void navigate({ to: '/labels/templates/$id', params: { id: saved }, search: {}, replace: true })
      }
    />
  );
}
