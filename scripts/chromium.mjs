import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './install.mjs';

/** The variable that names the Chromium to use, before any search. */
export const chromiumVariable = 'HEDDLE_CHROMIUM';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];
const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function fromVariable() {
  const path = process.env[chromiumVariable];
  if (!path) return null;
  if (isExecutable(path)) return path;
  throw new Error(`${chromiumVariable} is ${path}, which is not a program that can be run.`);
}

function fromMachine() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...macApplications,
  ];
  return candidates.find(isExecutable) ?? null;
}

async function fromPlaywright() {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

function run(command, args) {
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'ignore'] }).status === 0;
}

async function downloadByPlaywright() {
  console.log('Downloading Chromium for the browser tests (once)…');
  run(process.execPath, [join(root, 'node_modules/playwright/cli.js'), 'install', 'chromium']);
  return fromPlaywright();
}

function installDebianPackage() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return null;
  console.log("Installing Debian's Chromium for the browser tests (once)…");
  if (run('apt-get', ['update', '-qq'])) run('apt-get', ['install', '-y', '-qq', 'chromium']);
  return fromMachine();
}

/**
 * The path of a Chromium: the one that HEDDLE_CHROMIUM names, one on this machine, one that Playwright has or can
 * download, or Debian's package where this process may install it. Throws a sentence when there is none.
 */
export async function findChromium() {
  const path =
    fromVariable() ??
    fromMachine() ??
    (await fromPlaywright()) ??
    (await downloadByPlaywright()) ??
    installDebianPackage();
  if (path === null) {
    throw new Error(
      `No Chromium was found, and none could be downloaded. Install Chromium or Google Chrome, or set ${chromiumVariable} to one.`,
    );
  }
  return path;
}
