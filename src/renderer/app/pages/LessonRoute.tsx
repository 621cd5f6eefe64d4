import { useParams, useSearch } from '@tanstack/react-router';
import { LessonPage } from '#renderer/features/training/LessonPage.tsx';

export function LessonRoute() {
  const { id = '' } = useParams({ strict: false });
  const { person = null } = useSearch({ strict: false });
  return <LessonPage key={`${id} ${person}`} id={Number(id)} person={person} />;
}
