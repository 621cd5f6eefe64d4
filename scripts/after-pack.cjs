// A runtime that was unpacked by us still carries Electron's default application; electron-builder leaves it there.
const { rmSync } = require('node:fs');
const { join } = require('node:path');

exports.default = async function afterPack(context) {
  rmSync(join(context.appOutDir, 'resources', 'default_app.asar'), { force: true });
};
