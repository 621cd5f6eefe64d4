import { runTasks } from '#backend/kernel/jobs/run-tasks.ts';
import { labelTasks } from './tasks.ts';

/** Entry of the thread that draws labels; it loads nothing else, so that it is there within a few frames. */
runTasks(labelTasks);
