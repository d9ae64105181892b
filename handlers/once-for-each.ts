/** Made when it is first asked for, and kept as long as the object of which it is made. */
export const onceForEach = <Source extends object, Made>(
  make: (source: Source) => Made,
): ((source: Source) => Made) => {
  const made = new WeakMap<Source, Made>();
  return (source) => {
    const known = made.get(source);
    if (known !== undefined) return known;
    const fresh = make(source);
    made.set(source, fresh);
    return fresh;
  };
};
