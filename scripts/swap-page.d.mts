export function swapPage(next: string, dist: string, work: string): Promise<void>;
