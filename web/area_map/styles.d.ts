/** The build gives a style sheet as its text, for a <style> inside the shadow root. */
declare module "*.css" {
  const text: string;
  export default text;
}
