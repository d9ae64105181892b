import vm from 'node:vm';

/** What V8 found out about each module, as long as that stays the same. */
const known = new Map();
const { compileFunction } = vm;

/** Jest's runner compiles every module anew for each file of tests that loads it: some seven hundred for most. */
vm.compileFunction = (code, names, options) => {
  const before = known.get(options.filename);
  if (before?.code === code) {
    return compileFunction(code, names, { ...options, cachedData: before.cachedData });
  }
  const compiled = compileFunction(code, names, { ...options, produceCachedData: true });
  known.set(options.filename, { code, cachedData: compiled.cachedData });
  return compiled;
};
