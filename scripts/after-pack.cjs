// A runtime that was unpacked by us still carries Electron's default application; electron-builder leaves it there.
const fs = require('node:fs');
const path = require('node:path');

exports.default = async (context) => {
  fs.rmSync(path.join(context.appOutDir, 'resources', 'default_app.asar'), { force: true });
};
