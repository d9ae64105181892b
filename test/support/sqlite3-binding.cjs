const { dirname, join } = require('node:path');
const load = require('node-gyp-build');

const packageFolder = join(dirname(require.resolve('node-gyp-build')), '..', '@appthreat', 'sqlite3');

module.exports = { __esModule: true, default: load(packageFolder) };
