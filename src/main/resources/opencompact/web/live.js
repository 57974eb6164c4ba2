// The station's picture as it is pushed. Silence of more than five seconds counts as a lost connection:
// a beat comes every two, so what is shown is either live or marked as not.

const SILENCE_MILLIS = 5000;
const AGAIN_MILLIS = 1500;

class Live extends EventTarget {
  view = null;
  bench = null;
  connected = false;
  /** When anything last came from the station, by this browser's clock. */
  heard = null;
  #source = null;
  #silence = null;
  #again = null;

  open() {
    clearTimeout(this.#again);
    this.#source?.close();
    const source = new EventSource("/api/v1/events");
    this.#source = source;
    source.addEventListener("view", (event) => this.#hear(() => (this.view = JSON.parse(event.data))));
    source.addEventListener("bench", (event) => this.#hear(() => (this.bench = JSON.parse(event.data))));
    source.addEventListener("beat", () => this.#hear(() => {}));
    source.onerror = () => this.#lose();
    this.#watchSilence();
  }

  #hear(change) {
    this.connected = true;
    this.heard = new Date();
    change();
    this.#watchSilence();
    this.dispatchEvent(new Event("change"));
  }

  #watchSilence() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lose(), SILENCE_MILLIS);
  }

  #lose() {
    this.connected = false;
    clearTimeout(this.#silence);
    this.#source?.close();
    this.#again = setTimeout(() => this.open(), AGAIN_MILLIS);
    this.dispatchEvent(new Event("change"));
  }
}

export const live = new Live();
