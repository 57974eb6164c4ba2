// What the central systems of other people have in common here: what they answer, and how they talk to the
// test that has started them. One JSON object per line on stdout:
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
import readline from 'node:readline';

const tags = new Map();
let nextTransaction = 1001;

export function tell(event, details) {
  process.stdout.write(JSON.stringify({ event, ...details }) + '\n');
}

function idTagInfo(idTag) {
  const known = tags.get(idTag.toUpperCase());
  return { status: known ?? (idTag.toUpperCase().startsWith('BAD') ? 'Invalid' : 'Accepted') };
}

/** What is answered to each action, with that heartbeat interval. */
export function answers(interval) {
  const now = () => new Date().toISOString();
  return {
    BootNotification: () => ({ status: 'Accepted', currentTime: now(), interval }),
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
    LogStatusNotification: () => ({}),
    SecurityEventNotification: () => ({}),
    SignedFirmwareStatusNotification: () => ({}),
    SignCertificate: () => ({ status: 'Accepted' }),
  };
}

/** Tells every frame as it is on the wire, with the action that a reply belongs to. */
export class Ear {
  constructor(identity) {
    this.identity = identity;
    this.actions = { in: new Map(), out: new Map() };
  }

  hears(message, outbound) {
    const { identity, actions } = this;
    const direction = outbound ? 'out' : 'in';
    let frame;
    try {
      frame = JSON.parse(message);
    } catch {
      return undefined;
    }
    if (!Array.isArray(frame)) {
      return undefined;
    }
    const [type, id, ...rest] = frame;
    if (type === 2) {
      const [action, payload] = rest;
      actions[direction].set(id, action);
      tell('call', { direction, identity, id, action, payload });
      return undefined;
    }
    const asked = actions[outbound ? 'in' : 'out'];
    const action = asked.get(id);
    asked.delete(id);
    if (type === 3) {
      tell('result', { direction, identity, id, action, payload: rest[0] });
    } else if (type === 4) {
      const [code, description, details] = rest;
      tell('error', { direction, identity, id, action, code, description, details });
      return { direction, action, frame };
    }
    return undefined;
  }

  violation(direction, action, what) {
    tell('violation', { direction, identity: this.identity, action, what });
  }
}

/**
 * Obeys the test. Whoever started this process ends it by closing its stdin, even by dying.
 *
 * @param station the one of that identity, or the one that connected last
 * @param call asks it something and waits for the answer
 * @param closeAll says goodbye to everybody
 */
export function obey(station, call, closeAll) {
  const commands = readline.createInterface({ input: process.stdin });
  commands.on('close', () => process.exit(0));
  commands.on('line', async (line) => {
    const { command, action, payload = {}, identity, tags: changed, close } = JSON.parse(line);
    if (changed) {
      for (const [tag, status] of Object.entries(changed)) {
        tags.set(tag.toUpperCase(), status);
      }
      return tell('answer', { command });
    }
    if (close) {
      await closeAll();
      return tell('answer', { command });
    }
    const client = station(identity);
    if (!client) {
      return tell('answer', { command, error: 'no such station is connected' });
    }
    try {
      return tell('answer', { command, result: await call(client, action, payload) });
    } catch (error) {
      const name = error.rpcErrorCode ?? error.code ?? error.name;
      return tell('answer', { command, error: `${name}: ${error.message}` });
    }
  });
}
