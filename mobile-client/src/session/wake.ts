/** Keep the screen on while talking; a locked screen takes the microphone. Returns what lets it sleep again. */
export function keepAwake(): () => void {
  let lock: { release(): Promise<void> } | null = null;
  let wanted = true;
  const ask = async (): Promise<void> => {
    if (!wanted || document.hidden || !("wakeLock" in navigator)) return;
    try {
      lock = await navigator.wakeLock.request("screen");
    } catch {
      lock = null; // Battery saver says no: the screen may then go dark, and the session is held.
    }
  };
  const again = (): void => void ask();
  document.addEventListener("visibilitychange", again);
  void ask();
  return () => {
    wanted = false;
    document.removeEventListener("visibilitychange", again);
    void lock?.release();
  };
}
