import L from "leaflet";

export interface KeyboardHost {
  map: L.Map;
  isDrawing: () => boolean;
  /** Whether there is something to undo: a line is drawn or blocks are picked. */
  isWorking: () => boolean;
  hasChoice: () => boolean;
  /** Enter, at the middle of the map. */
  set: (latlng: L.LatLng) => void;
  removeLast: () => void;
  removeChoice: () => void;
  letGo: () => void;
  walk: (step: number) => void;
  /** Moves the chosen corner, in metres east and north. */
  nudge: (east: number, north: number) => void;
  undo: () => void;
  redo: () => void;
}

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};
const PAN = 80;

/**
 * The keys of the map. Leaflet's own handler listens on the document, outside the shadow root, where Streamlit listens
 * too and reruns the page at "r"; so nothing typed in here may get there. Tab goes its way: stopping an event on its
 * way up doesn't stop what the browser does with it.
 */
export function listen(root: HTMLElement, host: KeyboardHost): () => void {
  const { map } = host;
  const container = map.getContainer();
  const byKeys = (on: boolean): void => { container.classList.toggle("by-keys", on); };

  const onMap = (event: KeyboardEvent): boolean => {
    const arrow = ARROWS[event.key];
    if (arrow) {
      const [x, y] = arrow;
      if (event.ctrlKey && x && host.isDrawing()) host.walk(x);
      else if (host.hasChoice()) host.nudge(x * (event.shiftKey ? 25 : 5), -y * (event.shiftKey ? 25 : 5));
      else map.panBy([x * PAN * (event.shiftKey ? 3 : 1), y * PAN * (event.shiftKey ? 3 : 1)], { animate: false });
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    switch (event.key) {
      case "+": case "=": map.zoomIn(1); return true;
      case "-": case "_": map.zoomOut(1); return true;
      case "Enter": host.set(map.getCenter()); return true;
      case "Backspace": case "Delete":
        if (host.hasChoice()) host.removeChoice();
        else host.removeLast();
        return true;
      case "Escape":
        if (host.hasChoice()) host.letGo();
        else container.blur();
        return true;
      default: return false;
    }
  };

  const down = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && host.isWorking()) {
      event.preventDefault();
      if (event.shiftKey) host.redo();
      else host.undo();
      return;
    }
    if (event.target !== container) return;
    if (event.key !== "Tab") byKeys(true);
    if (onMap(event)) event.preventDefault();
  };
  const other = (event: Event): void => event.stopPropagation();
  // :focus-visible won't do: the browser counts focus() from a pointer handler as the keyboard's.
  let pointing = false;
  const focus = (): void => byKeys(!pointing);
  const pointer = (): void => {
    pointing = true;
    byKeys(false);
    container.focus({ preventScroll: true });
    pointing = false;
  };
  const blur = (): void => byKeys(false);

  root.addEventListener("keydown", down);
  root.addEventListener("keypress", other);
  root.addEventListener("keyup", other);
  container.addEventListener("focus", focus);
  container.addEventListener("blur", blur);
  container.addEventListener("pointerdown", pointer);
  return () => {
    root.removeEventListener("keydown", down);
    root.removeEventListener("keypress", other);
    root.removeEventListener("keyup", other);
  };
}
