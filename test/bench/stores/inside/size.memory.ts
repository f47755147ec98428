/** Bytes that the store takes. */
export async function sizeOf(): Promise<number> {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed;
}
