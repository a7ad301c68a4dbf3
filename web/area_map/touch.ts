import type L from "leaflet";

/**
 * Who moves the map: always the mouse; a finger only while drawing. On a map that is only looked at one finger scrolls
 * the page (the style sheet leaves the browser that gesture) and gets told that two fingers move the map.
 */
export function shareTouch(map: L.Map, mayDrag: (touch: boolean) => boolean, hint: () => void): void {
  const container = map.getContainer();
  let start: { x: number; y: number } | null = null;
  container.addEventListener("pointerdown", (event) => {
    if (mayDrag(event.pointerType === "touch")) map.dragging.enable();
    else map.dragging.disable();
  }, { capture: true });
  container.addEventListener("touchstart", (event) => {
    const touch = event.touches[0];
    start = touch && event.touches.length === 1 ? { x: touch.clientX, y: touch.clientY } : null;
  }, { passive: true });
  container.addEventListener("touchmove", (event) => {
    const touch = event.touches[0];
    if (!start || !touch || event.touches.length > 1 || !container.classList.contains("is-showing")) return;
    if (Math.hypot(touch.clientX - start.x, touch.clientY - start.y) < 12) return;
    start = null;
    hint();
  }, { passive: true });
}
