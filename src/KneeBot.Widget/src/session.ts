/** What outlives a page load in the same tab. A browser that refuses storage costs the history and nothing else. */
export class Session<T extends object> {
  constructor(private readonly key: string) { }

  read(): Partial<T> {
    try {
      const kept: unknown = JSON.parse(sessionStorage.getItem(this.key) ?? '{}');
      return kept && typeof kept === 'object' ? kept as Partial<T> : {};
    } catch {
      return {};
    }
  }

  write(value: T): void {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(value));
    } catch { /* full or forbidden */ }
  }

  clear(): void {
    try {
      sessionStorage.removeItem(this.key);
    } catch { /* forbidden */ }
  }
}
