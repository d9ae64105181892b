const usedMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** How much of a processor's time it took: not more because others are at work on the machine. */
export const cpuMsOf = async (work: () => unknown): Promise<number> => {
  const before = usedMs();
  await work();
  return usedMs() - before;
};
