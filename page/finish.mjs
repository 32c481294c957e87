/**
 * After a build: says which sources it was made from and whose work it carries.
 *
 * `sources.json` holds a digest of the sources and of every built file; tests/page/test_built.py works both out again
 * without node, so that a page that was not rebuilt, or was changed by hand, is noticed.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BUILT = '../src/regesta/web/page';
/** What a build depends on. Outlines are left out: geo/ and the locked world-atlas make them. */
const SOURCES = ['.npmrc', 'finish.mjs', 'index.html', 'package-lock.json', 'package.json', 'tsconfig.json', 'vite.config.ts', 'geo', 'src'];

function files(path) {
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
      const below = `${path}/${entry.name}`;
      return entry.isDirectory() ? files(below) : [below];
    });
  } catch {
    return [path];
  }
}

const sha256 = (data) => createHash('sha256').update(data).digest('hex');

/** One digest over names and contents, in the order of the names' code points. */
function digest(names, root) {
  const lines = [...names].sort().map((name) => `${sha256(readFileSync(join(root, name)))}  ${name}\n`);
  return sha256(lines.join(''));
}

function licences() {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const names = Object.entries(packages).filter(([path, one]) => path && !one.dev && !one.optional).map(([path]) => path);
  return [...names, 'node_modules/world-atlas'].sort().map((path) => {
    const { name, version, license } = JSON.parse(readFileSync(`${path}/package.json`, 'utf8'));
    const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(`${path}/${file}`, 'utf8').trim() : ''}\n`;
  });
}

const rule = `\n${'-'.repeat(78)}\n\n`;
const head = 'The page carries parts of these works. Land, lines and areas of the map: Natural Earth, public domain,\nthrough world-atlas; outlines of some disputed areas are our own.\n';
writeFileSync(`${BUILT}/licences.txt`, [head, ...licences()].join(rule));

const sources = SOURCES.flatMap(files).filter((name) => !/^src\/assets\/outline-/.test(name));
const built = files(BUILT).map((name) => name.slice(BUILT.length + 1)).filter((name) => name !== 'sources.json');
const record = { sources: digest(sources, '.'), built: digest(built, BUILT) };
writeFileSync(`${BUILT}/sources.json`, `${JSON.stringify(record, null, 2)}\n`);
console.log(`sources ${record.sources.slice(0, 12)}, built ${record.built.slice(0, 12)}`);
