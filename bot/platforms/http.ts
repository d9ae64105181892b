interface Limits {
  readonly connections: number;
  readonly maxResponseBytes: number;
}

const load = async ({ connections, maxResponseBytes }: Limits) => {
  const { Agent, request } = await import('undici');
  return { request, dispatcher: new Agent({ connections, maxResponseSize: maxResponseBytes }) };
};

/** A platform's own connections, loaded with the first call, not at start-up. */
export const httpClient = (limits: Limits): (() => ReturnType<typeof load>) => {
  let client: ReturnType<typeof load> | undefined;
  return () => {
    client ??= load(limits);
    return client;
  };
};
