/** Something of the service that runs from its start to its stop. */
export interface Part {
  /** Nothing, where it runs as soon as it is there. */
  start?(): void | Promise<void>;
  /** Accepts nothing new, finishes what it holds. */
  stop(): void | Promise<void>;
}

/**
 * Starts one after the other. If one cannot, it and those before it are stopped again.
 * @returns what stops them all, the last first
 */
export async function startParts(parts: readonly Part[]): Promise<() => Promise<void>> {
  const begun: Part[] = [];
  const stop = async (): Promise<void> => {
    for (const part of begun.splice(0).reverse()) await part.stop();
  };
  try {
    for (const part of parts) {
      begun.push(part);
      await part.start?.();
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
