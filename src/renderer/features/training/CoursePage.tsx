import { Button, Loader, Stack } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Course } from '#shared/features/training/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { Assignments } from './Assignments.tsx';
import { CourseEditor } from './CourseEditor.tsx';

interface CoursePageProps {
  /** Null writes a new one. */
  id: number | null;
  saved: (id: number) => void;
  left: () => void;
}

/** A course as it is written, and of whom it is asked. */
export function CoursePage({ id, saved, left }: CoursePageProps) {
  const query = useQuery(rpc.training.getCourse.queryOptions({ input: { id: id ?? 0 }, enabled: id !== null }));
  const course = id === null ? null : query.data;
  const archive = useAction(
    (seen: Course) => client.training.archiveCourse({ id: seen.id, version: seen.version }),
    left,
  );
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (course === undefined) return <Loader size="sm" m="lg" />;
  return (
    <Page
      wide
      title={course?.title ?? t('training.newCourse')}
      subtitle={
        <a href={hrefTo('/training')} style={{ color: 'inherit' }}>
          {t('training.title')}
        </a>
      }
      actions={
        course === null ? null : (
          <Button
            variant="default"
            leftSection={<IconArchive size={16} />}
            loading={archive.isPending}
            onClick={() => archive.mutate(course)}
          >
            {t('action.archive')}
          </Button>
        )
      }
    >
      <Stack gap="md">
        <Panel title={t('training.content')}>
          <CourseEditor key={course?.version ?? 0} course={course} saved={saved} />
        </Panel>
        {course === null ? null : <Assignments course={course} />}
      </Stack>
    </Page>
  );
}
