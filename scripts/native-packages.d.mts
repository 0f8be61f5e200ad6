/** For forge.config.ts. */
export function isPacked(file: string): boolean;
