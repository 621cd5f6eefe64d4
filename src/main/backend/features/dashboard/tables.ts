declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    dashboard_operator: DashboardOperatorTable;
  }
}

export interface DashboardOperatorTable {
  operator_id: number;
  layout: string | null;
  onboarding_dismissed: 0 | 1;
}
