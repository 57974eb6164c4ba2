// The pages in the order of the menu. A new page is a row here and a module beside this file; the
// manual's order is Device Status and Control, Network, Device, Backend, NFC, Locker, Time & Charge
// Times, External Devices, Charge Point Diagnostics, Offline Mode, then Sessions and the Bench.

import { html } from "lit";
import "/web/status-page.js";
import "/web/bench-page.js";

export const PAGES = [
  {
    slug: "",
    title: "Device Status and Control",
    short: "Status",
    shown: () => true,
    draw: () => html`<status-page></status-page>`,
  },
  {
    slug: "bench",
    title: "Bench",
    short: "Bench",
    shown: (live) => live.bench !== null,
    draw: () => html`<bench-page></bench-page>`,
  },
];
