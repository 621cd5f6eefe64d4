import { runTasks } from '#backend/kernel/jobs/run-tasks.ts';

/** Entry of the process for long work: what it can do, by name. */
runTasks({});
