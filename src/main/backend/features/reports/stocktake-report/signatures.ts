/** Who signs a stocktake, in the order of the work. */
export const signatures = ['Counted by', 'Reconciled by', 'Approved by'] as const;
