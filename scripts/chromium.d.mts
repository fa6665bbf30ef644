export const chromiumVariable: string;
export function findChromium(): Promise<string>;
