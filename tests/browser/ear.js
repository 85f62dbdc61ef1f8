// Runs before the page's own script: what reaches the loudspeaker is measured every 20 ms, and what the server said is
// noted with the same clock, so that a test can say when a voice fell silent.
(() => {
  // `sound_ms` is the loudspeaker's own clock: on a busy machine it stands still while no sound goes out.
  const ear = { levels: [], events: [], errors: [], touches: [], clock: () => 0 };
  ear.now = () => ({ at_ms: performance.now(), sound_ms: ear.clock() });
  window.__ear = ear;
  window.addEventListener("error", (event) => ear.errors.push(event.message));
  window.addEventListener("unhandledrejection", (event) => ear.errors.push(String(event.reason)));

  for (const kind of ["pointerdown", "click", "keydown"]) {
    window.addEventListener(kind, () => ear.touches.push(performance.now()), true);
  }

  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (target, ...rest) {
    const result = connect.call(this, target, ...rest);
    if (target instanceof AudioDestinationNode) {
      const tap = this.context.createAnalyser();
      tap.fftSize = 1024;
      connect.call(this, tap);
      const samples = new Float32Array(tap.fftSize);
      const sides = this.context.createChannelSplitter(2);
      connect.call(this, sides);
      const taps = [0, 1].map((side) => {
        const one = this.context.createAnalyser();
        sides.connect(one, side);
        return one;
      });
      ear.sides = () =>
        taps.map((one) => {
          one.getFloatTimeDomainData(samples);
          return Math.sqrt(samples.reduce((sum, s) => sum + s * s, 0) / samples.length);
        });
      ear.clock = () => this.context.currentTime * 1000;
      setInterval(() => {
        tap.getFloatTimeDomainData(samples);
        const power = samples.reduce((sum, s) => sum + s * s, 0) / samples.length;
        ear.levels.push({ ...ear.now(), rms: Math.sqrt(power) });
      }, 20);
    }
    return result;
  };

  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => {
        if (typeof data !== "string") return;
        ear.events.push({ ...ear.now(), way: "down", ...JSON.parse(data) });
      });
    }
    send(data) {
      if (typeof data === "string") {
        ear.events.push({ ...ear.now(), way: "up", ...JSON.parse(data) });
      }
      super.send(data);
    }
  };
})();
