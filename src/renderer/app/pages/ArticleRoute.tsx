import { useNavigate, useParams } from '@tanstack/react-router';
import { PrintLabelsButton } from '#renderer/features/labels/PrintLabelsButton.tsx';
import { ArticlePage } from '#renderer/features/supplies/ArticlePage.tsx';

export function ArticleRoute() {
  const { id = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  return (
    <ArticlePage
      key={id}
      id={Number(id)}
      actions={
        <PrintLabelsButton kind="article" ids={[Number(id)]} openLabels={() => void navigate({ to: '/labels' })} />
      }
    />
  );
}
