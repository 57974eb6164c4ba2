import { html, svg } from "lit";

const DARK = "light-dark(#39423f, #1d2422)";

const NAMES = {
  "#00FF00": "green", "#0000FF": "blue", "#00C8FF": "cyan", "#FFB400": "yellow",
  "#FFFFFF": "white", "#C000FF": "magenta", "#FF0000": "red", "#000000": "off",
};

/** A light that nobody feeds. */
export const UNLIT = { first: "#000000", second: "#000000", periodMillis: 1000, effect: "off", intensityPercent: 0 };

// A lamp of pure blue looks much brighter than a pixel of pure blue.
const BRIGHTER = { "#0000FF": "#2f6bff", "#00FF00": "#1fe36a", "#FF0000": "#ff3b30", "#C000FF": "#c63bff" };

const colour = (light, which) =>
  light[which] === "#000000"
    ? DARK
    : `color-mix(in srgb, ${BRIGHTER[light[which]] ?? light[which]} ${Math.max(12, light.intensityPercent)}%, ${DARK})`;

const style = (light) =>
  `--first:${colour(light, "first")};--second:${colour(light, "second")};--period:${light.periodMillis}ms`;

const turns = (light) => (light.effect === "blink" || light.effect === "alternate" ? "lamp turns" : "lamp");

/** The light in words, for those who do not see it. */
export function words(light) {
  const first = NAMES[light.first] ?? light.first;
  const second = NAMES[light.second] ?? light.second;
  switch (light.effect) {
    case "off": return "dark";
    case "constant": return first;
    case "blink": return `${first === "off" ? second : first}, blinking`;
    default: return `${first} and ${second} in turns`;
  }
}

/** The light bar of the real station: its colours, its rhythm, its brightness. */
export const lightBar = (light) => html`
  <div class="bar" role="img" aria-label="Light bar: ${words(light)}">
    <div class=${turns(light)} .style=${style(light)}></div>
  </div>
`;

/** The same within a drawing. */
export const lightBarIn = (light, x, y, width) => svg`
  <rect class="lampbox" x=${x - 3} y=${y - 3} width=${width + 6} height="14" rx="5"></rect>
  <rect class=${turns(light)} .style=${style(light)} x=${x} y=${y} width=${width} height="8" rx="3"></rect>
`;
