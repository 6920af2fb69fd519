// Every example of docs/simulator.md, run as it stands there but for the ports.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { until } from './harness.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const programs = here('../../src/SharedImages.Cli/bin/Debug/net10.0');
const environment = { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH}`, GO111MODULE: 'off', GOPATH: '/usr/share/gocode' };

const page = readFileSync(here('../../docs/simulator.md'), 'utf8');
const [start, ...examples] = [...page.matchAll(/(?<title>[^\n]+)\n\n```(?<language>\w+)\n(?<code>.*?)```/gs)]
  .map(({ groups }) => groups)
  .filter(({ language }) => language !== 'yaml'); // the world file: DocumentedWorldTests

/** How an example runs, and how to see whether what it needs is installed; in CI only those with `elsewhere` may lack it. */
const runners = {
  js: { run: (code) => run('node', '--input-type=module', '--eval', code) },
  sh: { run: (code) => run('bash', '-euo', 'pipefail', '-c', code) },
  go: {
    isThere: () => succeeds('go', 'version'),
    run: (code) => inFolder('main.go', code, (folder) => run('go', 'run', join(folder, 'main.go'))),
  },
  python: {
    elsewhere: true,
    isThere: () => succeeds('python3', '-c', 'import aliyunsdkecs'),
    run: (code) => run('python3', '-c', code),
  },
  aliyun: {
    elsewhere: true,
    isThere: () => succeeds('aliyun', 'version'),
    run: (code) => run('bash', '-euo', 'pipefail', '-c', code),
  },
  hcl: {
    elsewhere: true,
    isThere: (code) => inFolder('main.tf', code, (folder) => succeeds('terraform', `-chdir=${folder}`, 'init')),
    run: (code) => inFolder('main.tf', code, (folder) => {
      run('terraform', `-chdir=${folder}`, 'init');
      return run('terraform', `-chdir=${folder}`, 'apply', '-auto-approve');
    }),
  },
};

/** The description of the copy that an example makes: with blanks, for every SDK has its own way to send them. */
const descriptions = /Copied with [\w -]+/;

/** What an example prints when it did what the page says. */
const outcomes = [
  [/describe_?images|alicloud_images/i, /m-bp1webbaseencr000001/],
  [/\/faults/, /"id":"fault-1"/],
  [/ledger/, /made/i],
];

let simulator;
const ports = [];

before(async () => {
  ports.push(await freePort(), await freePort());
  const [program, ...options] = onOurPorts(start.code).trim().split(' ');
  simulator = spawn(program, [...options, '--port', ports[0]], { env: environment, stdio: 'ignore' });
  await until(() => fetch(`http://127.0.0.1:${ports[1]}/info`).then(({ status }) => status, () => 0), (status) => status === 200);
});

after(() => simulator?.kill());

for (const { title, language, code } of examples) {
  test(`${title.slice(0, 60)} (${language})`, async (t) => {
    const runner = runners[code.startsWith('aliyun ') ? 'aliyun' : language];
    assert.ok(runner, `no test knows how to run ${language}`);
    if (!(runner.isThere?.(code) ?? true)) {
      assert.ok(runner.elsewhere || !process.env.CI, 'what it needs is not installed');
      t.skip('what it needs is not installed');
      return;
    }

    const outcome = outcomes.find(([what]) => what.test(code));
    assert.ok(outcome, 'no test knows what the example should print');
    assert.match(runner.run(onOurPorts(code)), outcome[1]);
    if (outcome === outcomes[0]) {
      const [description] = descriptions.exec(code);
      const { images } = await (await fetch(`http://127.0.0.1:${ports[1]}/state`)).json();
      assert.equal(images.filter((image) => image.description === description).length, 1, description);
    }
  });
}

function onOurPorts(code) {
  return code.replaceAll('8090', ports[0]).replaceAll('8091', ports[1]);
}

function succeeds(program, ...options) {
  return spawnSync(program, options, { env: environment }).status === 0;
}

function run(program, ...options) {
  const { status, stdout, stderr, error } = spawnSync(program, options, { cwd: here('.'), env: environment, encoding: 'utf8' });
  assert.equal(status, 0, `${error ?? ''}${stderr}${stdout}`);
  return stdout;
}

function inFolder(name, content, use) {
  const folder = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    writeFileSync(join(folder, name), content);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(String(port)));
    });
  });
}
