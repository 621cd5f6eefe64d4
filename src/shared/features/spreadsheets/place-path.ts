/** Marks between the names of a path that no name itself contains; a slash may be part of one. */
export const pathMark = /[›»>→\\|]/;

/** Whether a cell names a place by its way from the widest down. */
export const isPath = (name: string): boolean => pathMark.test(name);
