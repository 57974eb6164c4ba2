// A central system that shares no code with the station: ocpp-rpc in strict mode checks every frame, in
// both directions, against the official OCPP 1.6 schemas.
//
//   node strict-server.mjs [--key FILE --cert FILE] [--password-hex HEX] [--interval SECONDS]
//
// Listens on a free port of 127.0.0.1 and prints one JSON object per line on stdout:
//   {"event":"listening","port":N}
//   {"event":"connected","identity":...}      {"event":"disconnected","identity":...,"code":N,"reason":...}
//   {"event":"refused","identity":...,"status":N}
//   {"event":"call","direction":"in"|"out","identity":...,"id":...,"action":...,"payload":{...}}
//   {"event":"result","direction":...,"identity":...,"id":...,"action":...,"payload":{...}}
//   {"event":"error","direction":...,"identity":...,"id":...,"action":...,"code":...,"description":...}
//   {"event":"violation","direction":...,"identity":...,"action":...,"what":...}
//   {"event":"answer","command":N,...}        what became of a command from stdin
// The direction is the central system's: what it hears is "in". Commands, one JSON object per line on stdin:
//   {"command":N,"action":"RemoteStartTransaction","payload":{...},"identity":optional}
//   {"command":N,"tags":{"TAG":"Blocked"}}    what Authorize and Start/StopTransaction say of a card
//   {"command":N,"close":true}                closes every connection
import http from 'node:http';
import https from 'node:https';
import fs from 'node:fs';
import readline from 'node:readline';
import { parseArgs } from 'node:util';
import ocppRpc from 'ocpp-rpc';

const { RPCServer } = ocppRpc;
const OCPP_ERROR = /^[A-Z][A-Za-z]+$/;

const { values: options } = parseArgs({
  options: {
    key: { type: 'string' },
    cert: { type: 'string' },
    'password-hex': { type: 'string' },
    interval: { type: 'string', default: '300' },
  },
});

const tags = new Map();
const stations = new Map();
let nextTransaction = 1001;

function tell(event, details) {
  process.stdout.write(JSON.stringify({ event, ...details }) + '\n');
}

function idTagInfo(idTag) {
  const known = tags.get(idTag.toUpperCase());
  return { status: known ?? (idTag.toUpperCase().startsWith('BAD') ? 'Invalid' : 'Accepted') };
}

function now() {
  return new Date().toISOString();
}

const answers = {
  BootNotification: () => ({
    status: 'Accepted',
    currentTime: now(),
    interval: Number(options.interval),
  }),
  Authorize: ({ idTag }) => ({ idTagInfo: idTagInfo(idTag) }),
  StartTransaction: ({ idTag }) => ({
    transactionId: nextTransaction++,
    idTagInfo: idTagInfo(idTag),
  }),
  StopTransaction: ({ idTag }) => (idTag === undefined ? {} : { idTagInfo: idTagInfo(idTag) }),
  MeterValues: () => ({}),
  StatusNotification: () => ({}),
  Heartbeat: () => ({ currentTime: now() }),
  DataTransfer: () => ({ status: 'UnknownVendorId' }),
  DiagnosticsStatusNotification: () => ({}),
  FirmwareStatusNotification: () => ({}),
};

/** Tells every frame as it is on the wire, with the action that a reply belongs to. */
function listenTo(client) {
  const { identity } = client;
  const actions = { in: new Map(), out: new Map() };

  client.on('message', ({ message, outbound }) => {
    const direction = outbound ? 'out' : 'in';
    let frame;
    try {
      frame = JSON.parse(message);
    } catch {
      return; // told as a badMessage
    }
    if (!Array.isArray(frame)) {
      return;
    }
    const [type, id, ...rest] = frame;
    if (type === 2) {
      const [action, payload] = rest;
      actions[direction].set(id, action);
      tell('call', { direction, identity, id, action, payload });
      return;
    }
    const asked = actions[outbound ? 'in' : 'out'];
    const action = asked.get(id);
    asked.delete(id);
    if (type === 3) {
      tell('result', { direction, identity, id, action, payload: rest[0] });
    } else if (type === 4) {
      const [code, description, details] = rest;
      tell('error', { direction, identity, id, action, code, description, details });
      // The library does not hold a CALLERROR against any schema; its shape is fixed all the same.
      const shaped =
        frame.length === 5 &&
        OCPP_ERROR.test(code) &&
        typeof description === 'string' &&
        typeof details === 'object' &&
        details !== null;
      if (!outbound && !shaped) {
        violation(direction, action, `malformed CALLERROR ${message}`);
      }
    }
  });
  client.on('strictValidationFailure', ({ method, outbound, isCall, params, result, error }) =>
    violation(
      outbound ? 'out' : 'in',
      method,
      `${isCall ? 'request' : 'response'} ${JSON.stringify(isCall ? params : result)}: ` +
        `${error.message} ${JSON.stringify(error.details ?? {})}`,
    ),
  );
  client.on('badMessage', ({ buffer, error }) =>
    violation('in', undefined, `${error.message}: ${buffer.toString()}`),
  );
  client.on('close', ({ code, reason }) => {
    if (stations.get(identity) === client) {
      stations.delete(identity);
    }
    tell('disconnected', { identity, code, reason: String(reason ?? '') });
  });

  function violation(direction, action, what) {
    tell('violation', { direction, identity, action, what });
  }
}

const server = new RPCServer({
  protocols: ['ocpp1.6'],
  strictMode: true,
  respondWithDetailedErrors: true,
  callTimeoutMs: 30_000,
});

server.auth((accept, reject, handshake) => {
  const { identity, password, protocols } = handshake;
  const wanted = options['password-hex'];
  if (wanted !== undefined && password?.toString('hex') !== wanted.toLowerCase()) {
    tell('refused', { identity, status: 401 });
    reject(401, 'Unauthorized');
  } else if (!protocols.has('ocpp1.6')) {
    tell('refused', { identity, status: 400 });
    reject(400, 'Only ocpp1.6 is spoken here');
  } else {
    accept({}, 'ocpp1.6');
  }
});

server.on('client', (client) => {
  listenTo(client);
  for (const [action, answer] of Object.entries(answers)) {
    client.handle(action, ({ params }) => answer(params));
  }
  stations.set(client.identity, client);
  tell('connected', { identity: client.identity });
});

async function obey({ command, action, payload = {}, identity, tags: changed, close }) {
  if (changed) {
    for (const [tag, status] of Object.entries(changed)) {
      tags.set(tag.toUpperCase(), status);
    }
    return tell('answer', { command });
  }
  if (close) {
    await Promise.all([...stations.values()].map((client) => client.close({ code: 1001 })));
    return tell('answer', { command });
  }
  const client = identity === undefined ? [...stations.values()].at(-1) : stations.get(identity);
  if (!client) {
    return tell('answer', { command, error: 'no such station is connected' });
  }
  try {
    return tell('answer', { command, result: await client.call(action, payload) });
  } catch (error) {
    return tell('answer', { command, error: `${error.rpcErrorCode ?? error.name}: ${error.message}` });
  }
}

const secure = options.key !== undefined;
const web = secure
  ? https.createServer({ key: fs.readFileSync(options.key), cert: fs.readFileSync(options.cert) })
  : http.createServer();
web.on('request', (_, response) => response.writeHead(404).end());
web.on('upgrade', server.handleUpgrade);
web.listen(0, '127.0.0.1', () => tell('listening', { port: web.address().port }));

// Whoever started this process ends it by closing its stdin, even by dying.
const commands = readline.createInterface({ input: process.stdin });
commands.on('line', (line) => obey(JSON.parse(line)));
commands.on('close', () => process.exit(0));
