import { useParams } from '@tanstack/react-router';
import { ArticlePage } from '#renderer/features/supplies/ArticlePage.tsx';

export function ArticleRoute() {
  const { id = '' } = useParams({ strict: false });
  return <ArticlePage key={id} id={Number(id)} />;
}
