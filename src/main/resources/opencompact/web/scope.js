import { html } from "lit";
import { number, unit } from "/web/format.js";
import { live } from "/web/live.js";
import { Plain } from "/web/page.js";

const SPAN = 60;
const LABELS = 40;
const GAP = 20;

/** Colours that hold on light and on dark ground, and that the colour-blind tell apart. */
const INK = { one: "--trace-1", two: "--trace-2", three: "--trace-3", soft: "--soft" };

const column = (name) => (data) => data[name];
const part = (name, k) => (data) => data[name][k] ?? [];
const offered = (duty) => (duty === null || duty < 8 || duty > 97 ? 0 : duty < 10 ? 6 : duty <= 85 ? duty * 0.6 : Math.min(80, (duty - 64) * 2.5));

/** One pane each: what is drawn, how high it must reach at least, and where a protection acts. */
function panes(data) {
  const lines = data.amperes.map((_, k) => ({ name: `L${k + 1}`, ink: [INK.one, INK.two, INK.three][k], digits: 1, of: part("amperes", k) }));
  return [
    { title: "Pilot", unit: "V", least: -12, most: 12, ticks: [-12, -6, 0, 6, 12],
      traces: [{ name: "high", ink: INK.one, digits: 1, of: column("pilotHighVolts") }, { name: "low", ink: INK.two, digits: 1, of: column("pilotLowVolts") }] },
    { title: "Current", unit: "A", least: 0, most: 16,
      traces: [...lines, { name: "offer", ink: INK.soft, digits: 1, dash: [4, 3], of: column("offer") }] },
    { title: "Residual", unit: "mA", least: 0, most: 8, marks: [[6, "6 DC"], [30, "30 AC"]],
      traces: [{ name: "AC", ink: INK.one, digits: 1, of: column("residualAcMilliamperes") }, { name: "DC", ink: INK.two, digits: 1, of: column("residualDcMilliamperes") }] },
    { title: "Temperature", unit: "°C", floating: 6, marks: [[72, "less"], [79, "stop"]],
      traces: data.celsius.map((_, k) => ({ name: k ? "L1-N" : "L1-L2", ink: [INK.one, INK.two][k], digits: 1, of: part("celsius", k) })) },
  ];
}

/** The past minute as an oscilloscope at the connector would show it (WEB-12). */
class BenchScope extends Plain {
  static properties = { paused: { state: true }, back: { state: true } };

  #data = null;
  #source = null;
  #again = null;
  #frame = 0;
  #said = 0;
  #sizes = new ResizeObserver(() => this.#soon());
  #scheme = matchMedia("(prefers-color-scheme: dark)");
  #redraw = () => this.#soon();

  constructor() {
    super();
    this.paused = false;
    /** Seconds before the newest sample that the figures are of. */
    this.back = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#scheme.addEventListener("change", this.#redraw);
    this.#listen();
  }

  disconnectedCallback() {
    this.#source?.close();
    clearTimeout(this.#again);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#sizes.disconnect();
    this.#scheme.removeEventListener("change", this.#redraw);
    super.disconnectedCallback();
  }

  firstUpdated() {
    this.#sizes.observe(this.querySelector("canvas"));
  }

  #listen() {
    const source = new EventSource("/api/v1/bench/scope/events");
    this.#source = source;
    source.addEventListener("scope", (event) => {
      if (!this.paused) this.#take(JSON.parse(event.data));
    });
    source.onerror = () => {
      source.close();
      this.#again = setTimeout(() => this.#listen(), 1500);
    };
  }

  /** Appends what is new; what does not follow on what is here takes its place. */
  #take(news) {
    const length = news.seconds.length;
    news.offer = news.dutyPercent.map(offered);
    const old = this.#data;
    const follows = old && old.first + old.seconds.length === news.first && old.seconds.at(-1) <= news.seconds[0];
    if (!follows) {
      this.#data = news;
    } else {
      const extra = Math.max(0, old.seconds.length + length - SPAN * (1000 / news.sampleMillis));
      const join = (a, b) => a.concat(b).slice(extra);
      for (const name of ["seconds", "uptimeSeconds", "pilotHighVolts", "pilotLowVolts", "dutyPercent", "offer", "residualAcMilliamperes", "residualDcMilliamperes", "closed"]) {
        old[name] = join(old[name], news[name]);
      }
      for (const name of ["amperes", "celsius"]) old[name] = news[name].map((values, k) => join(old[name][k] ?? [], values));
      old.first += extra;
    }
    this.#soon();
    // Figures change four times a second: faster than that nobody reads.
    if (performance.now() - this.#said > 250) {
      this.#said = performance.now();
      this.requestUpdate();
    }
  }

  updated() {
    this.#soon();
  }

  #soon() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  /** The index of the sample that the figures are of. */
  #at() {
    const seconds = this.#data.seconds;
    if (this.back === 0) return seconds.length - 1;
    const wanted = seconds.at(-1) - this.back;
    const found = seconds.findLastIndex((time) => time <= wanted);
    return Math.max(0, found);
  }

  render() {
    const data = this.#data;
    const pace = live.bench?.speed ?? 1;
    return html`
      <div class="scope-head"><h2 id="scope-title">Scope, last 60 seconds</h2>
        <button class="small" aria-pressed=${this.paused} @click=${this.#pause}>${this.paused ? "GO ON" : "PAUSE"}</button></div>
      ${data?.seconds.length ? this.#legend(data, this.#at()) : html`<p class="soft">The first samples are on their way…</p>`}
      <canvas role="img" aria-label="Pilot, currents, residual currents, temperatures and contacts of the last 60 seconds; the figures are in the legend and in the table below."
        @pointerdown=${this.#point} @pointermove=${(event) => event.buttons && this.#point(event)}></canvas>
      <label class="look"><span>Look back</span>
        <input type="range" min="-60" max="0" step="0.1" .value=${String(-this.back)} @input=${this.#look}
          aria-valuetext=${this.back ? `${this.back.toFixed(1)} seconds ago` : "now"} />
        <output>${this.back ? `−${this.back.toFixed(1)} s` : this.paused ? "held" : "now"}</output></label>
      ${pace === 1 ? "" : html`<p class="note">At ${pace} × these are 60 seconds of ours: ${Math.round(pace * 60)} of the station's.</p>`}
      ${data?.seconds.length ? this.#table(data) : ""}`;
  }

  #legend(data, at) {
    const all = [...panes(data)];
    return html`<dl class="legend values">
      ${all.map((pane) => html`<div><dt>${pane.title}, ${pane.unit}</dt>
        <dd>${pane.traces.map((trace) => html`<span><i class=${trace.ink.slice(2)}></i>${trace.name} <b>${number(trace.of(data)[at], trace.digits)}</b></span>`)}</dd></div>`)}
      <div><dt>Contacts</dt><dd><span><b>${contacts(data, at)}</b></span></dd></div>
    </dl>`;
  }

  /** The same for whoever does not see the drawing. */
  #table(data) {
    const rows = panes(data).flatMap((pane) => pane.traces.map((trace) => {
      const known = trace.of(data).filter((value) => value !== null && value !== undefined);
      return { name: `${pane.title} ${trace.name}`, unit: pane.unit, now: known.at(-1), least: Math.min(...known), most: Math.max(...known) };
    }));
    return html`<details><summary>The last 60 seconds in figures</summary>
      <table class="phases"><thead><tr><th scope="col">Signal</th><th scope="col">Last</th><th scope="col">Least</th><th scope="col">Greatest</th></tr></thead>
        <tbody>${rows.map((row) => html`<tr><th scope="row">${row.name}</th>
          <td>${unit(row.now, 1, row.unit)}</td><td>${unit(row.least, 1, row.unit)}</td><td>${unit(row.most, 1, row.unit)}</td></tr>`)}
          <tr><th scope="row">Contacts switched</th><td colspan="3">${switched(data.closed)}</td></tr></tbody></table></details>`;
  }

  #pause() {
    this.paused = !this.paused;
    if (this.paused) return;
    // What was missed meanwhile is asked for anew, with the whole minute.
    this.back = 0;
    this.#source?.close();
    clearTimeout(this.#again);
    this.#listen();
  }

  #look(event) {
    this.back = -Number(event.target.value);
    if (this.back) this.paused = true;
  }

  #point(event) {
    const canvas = event.currentTarget;
    const box = canvas.getBoundingClientRect();
    const share = (event.clientX - box.left - LABELS) / (box.width - LABELS - 1);
    const back = Math.round(Math.min(1, Math.max(0, 1 - share)) * SPAN * 10) / 10;
    this.back = back;
    if (back) this.paused = true;
  }

  #draw() {
    const canvas = this.querySelector("canvas");
    if (!canvas) return;
    const dense = devicePixelRatio || 1;
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    if (canvas.width !== Math.round(width * dense) || canvas.height !== Math.round(height * dense)) {
      canvas.width = Math.round(width * dense);
      canvas.height = Math.round(height * dense);
    }
    const pen = canvas.getContext("2d");
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    pen.clearRect(0, 0, width, height);
    const data = this.#data;
    if (!data?.seconds.length) return;
    const style = getComputedStyle(this);
    const ink = (name) => style.getPropertyValue(name);
    pen.font = `11px ${style.fontFamily}`;
    const end = data.seconds.at(-1);
    const x = (seconds) => LABELS + (1 - (end - seconds) / SPAN) * (width - LABELS - 1);
    const lane = 12;
    const lanes = data.poles.length * lane;
    const all = panes(data);
    const each = (height - 32 - lanes - GAP * all.length) / all.length;
    let top = 18;
    for (const pane of all) {
      pane.draw = { pen, ink, x, data, top, height: each, width };
      drawPane(pane);
      top += each + GAP;
    }
    drawContacts({ pen, ink, x, data, top, lane, width });
    drawTime({ pen, ink, x, end, width, height });
    if (this.back) {
      const here = Math.round(x(end - this.back)) + 0.5;
      pen.strokeStyle = ink("--ink");
      pen.setLineDash([]);
      pen.lineWidth = 1;
      stroke(pen, [[here, 2], [here, height - 16]]);
    }
  }
}

function stroke(pen, points) {
  pen.beginPath();
  points.forEach(([x, y], k) => (k ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.stroke();
}

function contacts(data, at) {
  const closed = data.poles.filter((_, k) => data.closed[at] & (1 << k));
  return closed.length === 0 ? "all open" : closed.length === data.poles.length ? "all closed" : `${closed.join(" ")} closed`;
}

function switched(closed) {
  const times = closed.filter((word, k) => k && word !== closed[k - 1]).length;
  return times === 0 ? "not at all" : times === 1 ? "once" : `${times} times`;
}

/** From where to where a pane reaches: its least span, and whatever its traces need beyond it. */
function reach(pane, data) {
  let least = pane.least ?? Infinity;
  let most = pane.most ?? -Infinity;
  for (const trace of pane.traces) {
    for (const value of trace.of(data)) {
      if (value === null || value === undefined) continue;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  if (!Number.isFinite(least)) return [0, 1];
  if (pane.floating) {
    const missing = Math.max(0, pane.floating - (most - least)) / 2;
    return [least - missing, most + missing];
  }
  const air = (most - least) * 0.08;
  return [pane.least === least && least === 0 ? 0 : least - air, most + air];
}

function ticksOf(least, most) {
  const raw = (most - least) / 3;
  const ten = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((n) => n * ten).find((n) => n >= raw);
  const ticks = [];
  for (let tick = Math.ceil(least / step) * step; tick <= most; tick += step) ticks.push(tick);
  return ticks;
}

function drawPane(pane) {
  const { pen, ink, x, data, top, height, width } = pane.draw;
  const [least, most] = reach(pane, data);
  const y = (value) => top + height - ((value - least) / (most - least)) * height;
  pen.textBaseline = "bottom";
  pen.textAlign = "left";
  pen.fillStyle = ink("--ink");
  pen.fillText(`${pane.title}, ${pane.unit}`, LABELS, top - 3);
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  pen.lineWidth = 1;
  const room = 11;
  let above = Infinity;
  for (const tick of pane.ticks ?? ticksOf(least, most)) {
    if (tick < least || tick > most) continue;
    const line = Math.round(y(tick)) + 0.5;
    pen.strokeStyle = ink("--edge");
    stroke(pen, [[LABELS, line], [width, line]]);
    if (above - line < room) continue;
    above = line;
    pen.fillStyle = ink("--soft");
    pen.fillText(String(Number(tick.toFixed(2))).replace("-", "−"), LABELS - 6, line);
  }
  for (const [value, word] of pane.marks ?? []) {
    if (value < least || value > most) continue;
    const line = Math.round(y(value)) + 0.5;
    pen.strokeStyle = ink("--bad");
    pen.setLineDash([2, 3]);
    stroke(pen, [[LABELS, line], [width, line]]);
    pen.setLineDash([]);
    pen.fillStyle = ink("--bad");
    pen.textAlign = "left";
    pen.textBaseline = "bottom";
    pen.fillText(word, LABELS + 4, line - 1);
    pen.textAlign = "right";
    pen.textBaseline = "middle";
  }
  pen.save();
  pen.beginPath();
  pen.rect(LABELS, top - 2, width - LABELS, height + 4);
  pen.clip();
  for (const trace of pane.traces.toReversed()) {
    pen.strokeStyle = ink(trace.ink);
    pen.lineWidth = 1.6;
    pen.lineJoin = "round";
    pen.setLineDash(trace.dash ?? []);
    const values = trace.of(data);
    pen.beginPath();
    let down = false;
    for (let k = 0; k < values.length; k++) {
      const value = values[k];
      if (value === null || value === undefined) {
        down = false;
        continue;
      }
      const here = x(data.seconds[k]);
      if (down) pen.lineTo(here, y(value));
      else pen.moveTo(here, y(value));
      down = true;
    }
    pen.stroke();
    pen.setLineDash([]);
  }
  pen.restore();
}

/** A lane per pole: thick while its contact is closed. */
function drawContacts({ pen, ink, x, data, top, lane, width }) {
  data.poles.forEach((pole, k) => {
    const middle = Math.round(top + lane * (k + 0.5));
    pen.fillStyle = ink("--soft");
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    pen.fillText(pole, LABELS - 6, middle);
    pen.fillStyle = ink("--edge");
    pen.fillRect(LABELS, middle, width - LABELS, 1);
    pen.fillStyle = ink("--accent");
    let from = null;
    for (let i = 0; i <= data.closed.length; i++) {
      const closed = i < data.closed.length && data.closed[i] & (1 << k);
      if (closed && from === null) from = i;
      if (!closed && from !== null) {
        const start = Math.max(LABELS, x(data.seconds[from]));
        const stop = x(data.seconds[Math.min(i, data.seconds.length - 1)]);
        pen.fillRect(start, middle - 3, Math.max(1, stop - start), 7);
        from = null;
      }
    }
  });
}

function drawTime({ pen, ink, x, end, width, height }) {
  pen.textBaseline = "bottom";
  pen.fillStyle = ink("--soft");
  for (const ago of width < 400 ? [60, 30, 0] : [60, 45, 30, 15, 0]) {
    pen.textAlign = ago === 60 ? "left" : ago === 0 ? "right" : "center";
    pen.fillText(ago ? `−${ago} s` : "now", x(end - ago), height);
  }
}

customElements.define("bench-scope", BenchScope);
