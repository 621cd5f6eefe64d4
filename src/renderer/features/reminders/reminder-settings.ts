import type { InferContractRouterOutputs } from '@orpc/contract';
import type { remindersContract } from '#shared/features/reminders/contract.ts';

export type ReminderSettings = InferContractRouterOutputs<typeof remindersContract>['getRules'];
