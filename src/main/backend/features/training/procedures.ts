import { implement } from '@orpc/server';
import { trainingContract } from '#shared/features/training/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { archiveCourse, assign, getCourse, saveCourse, unassign } from './courses.ts';
import { readLesson, signCourse } from './read-and-sign.ts';
import { listCourses, listOfPerson, readMatrix } from './standing.ts';

const os = implement(trainingContract).$context<Call>().use(guard);

export const trainingProcedures = os.router({
  listCourses: os.listCourses.handler(inQuery(({ reader }) => listCourses(reader))),
  getCourse: os.getCourse.handler(inQuery(({ reader }, { id }) => getCourse(reader, id))),
  saveCourse: os.saveCourse.handler(inCommand(saveCourse)),
  archiveCourse: os.archiveCourse.handler(inCommand(archiveCourse)),
  assign: os.assign.handler(inCommand(assign)),
  unassign: os.unassign.handler(inCommand(unassign)),
  matrix: os.matrix.handler(inQuery(({ reader, now }) => readMatrix(reader, dayOf(now)))),
  ofPerson: os.ofPerson.handler(inQuery(({ reader, now }, { personId }) => listOfPerson(reader, personId, dayOf(now)))),
  lesson: os.lesson.handler(inQuery(({ reader }, input) => readLesson(reader, input))),
  sign: os.sign.handler(inCommand(signCourse)),
});
