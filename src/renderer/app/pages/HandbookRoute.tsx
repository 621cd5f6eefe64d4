import { useNavigate, useParams } from '@tanstack/react-router';
import { hrefTo } from '#renderer/ui/href.ts';
import { HandbookPage } from '#renderer/features/handbook/HandbookPage.tsx';

export function HandbookRoute() {
  const { id } = useParams({ strict: false });
  const navigate = useNavigate();
  return (
    <HandbookPage
      training={hrefTo('/training')}
      articleKey={id ?? null}
      open={(key) =>
        void (key === '' ? navigate({ to: '/handbook' }) : navigate({ to: '/handbook/$id', params: { id: key } }))
      }
    />
  );
}
