// A microphone that says a recording when the test asks for it: window.__say(name) once window.__recordings has it.
// window.__hush is what it gives else, of full scale; 0 is a microphone that is muted.
(() => {
  window.__recordings = {};
  let context;
  let microphone;
  navigator.mediaDevices.getUserMedia = async () => {
    context = new AudioContext();
    microphone = context.createMediaStreamDestination();
    // A device is never digitally silent.
    const hush = context.createConstantSource();
    hush.offset.value = window.__hush ?? 1e-4;
    hush.connect(microphone);
    hush.start();
    return (window.__stream = microphone.stream);
  };
  window.__say = async (name) => {
    const bytes = Uint8Array.from(atob(window.__recordings[name]), (c) => c.charCodeAt(0));
    const source = context.createBufferSource();
    source.buffer = await context.decodeAudioData(bytes.buffer);
    source.connect(microphone);
    source.start();
    return source.buffer.duration;
  };
})();
