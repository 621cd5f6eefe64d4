import { useNavigate, useParams } from '@tanstack/react-router';
import { CoursePage } from '#renderer/features/training/CoursePage.tsx';

export function CourseRoute() {
  const { id = 'new' } = useParams({ strict: false });
  const navigate = useNavigate();
  return (
    <CoursePage
      key={id}
      id={id === 'new' ? null : Number(id)}
      saved={(saved) => void navigate({ to: '/training/$id', params: { id: String(saved) }, replace: true })}
      left={() => void navigate({ to: '/training' })}
    />
  );
}
